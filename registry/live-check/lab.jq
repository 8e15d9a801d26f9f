# What lab.rego asks of the registry: spans with their names and attributes, and log lines by their text.
.registry.groups as $groups
| def declared: { id: .id, attributes: [(.attributes // [])[].name] };
{
  spans: [
    $groups[] | select(.type == "span" and .annotations.lab)
    | declared + { kind: .span_kind, names: .annotations.lab.names, events: (.annotations.lab.events // []) }
  ],
  lines: [
    $groups[] | select(.type == "attribute_group" and .annotations.lab.body)
    | { (.annotations.lab.body): declared }
  ] | add
}
