# What Weaver's live check does not ask by itself: is this span declared, and is each attribute declared for
# the very signal that carries it? `data` is made by lab.jq, `input` is one thing that the lab sent.
package live_check_advice

import rego.v1

span_matches(declared) if {
	declared.kind == input.sample.span.kind
	some name in declared.names
	name == input.sample.span.name
}

span_matches(declared) if {
	declared.kind == input.sample.span.kind
	some name in declared.names
	startswith(name, "^")
	regex.match(name, input.sample.span.name)
}

span_declarations := [declared | some declared in data.spans; span_matches(declared)]

deny contains violation("undeclared_span", {}, sprintf("Span '%s' (%s) is not declared.", [input.sample.span.name, input.sample.span.kind])) if {
	input.sample.span
	count(span_declarations) == 0
}

# Which spans were seen is counted by the name of this advice.
deny contains seen(declared.id) if {
	some declared in span_declarations
}

deny contains violation("undeclared_on_span", {"attribute_key": attribute.name}, sprintf("Attribute '%s' is not declared for span '%s'.", [attribute.name, input.sample.span.name])) if {
	count(span_declarations) > 0
	some attribute in input.sample.span.attributes
	not declared_in_any(span_declarations, attribute.name)
}

declared_in_any(declarations, key) if {
	some declared in declarations
	key in declared.attributes
}

# Events on a span are what libraries put there; ours are log records.
deny contains violation("undeclared_span_event", {}, sprintf("Event '%s' is not declared for span '%s'.", [event.name, input.sample.span.name])) if {
	count(span_declarations) > 0
	some event in input.sample.span.span_events
	not has_event(event.name)
}

has_event(name) if {
	some declared in span_declarations
	name in declared.events
}

# A line without a name is known by its text, which Weaver has as StringValue("...").
text := trim_suffix(trim_prefix(input.sample.log.body, `StringValue("`), `")`)

line := data.lines[text] if input.sample.log.event_name == ""

deny contains violation("undeclared_line", {}, sprintf("Log line '%s' is not declared.", [text])) if {
	input.sample.log.event_name == ""
	not line
}

deny contains seen(line.id)

record_attributes contains key if some key in line.attributes

record_attributes contains declared.name if {
	input.sample.log
	some declared in input.registry_group.attributes
}

deny contains violation("undeclared_on_record", {"attribute_key": attribute.name}, sprintf("Attribute '%s' is not declared for log record '%s'.", [attribute.name, text])) if {
	some attribute in input.sample.log.attributes
	not attribute.name in record_attributes
}

# Labels: the points carry no attributes of their metric's name, so the group is asked.
deny contains violation("undeclared_label", {"attribute_key": attribute.name}, sprintf("Attribute '%s' is not declared for metric '%s'.", [attribute.name, input.registry_group.metric_name])) if {
	some kind in ["number_data_point", "histogram_data_point", "exponential_histogram_data_point"]
	some attribute in input.sample[kind].attributes
	input.registry_group.metric_name
	not attribute.name in label_names
}

label_names contains declared.name if some declared in input.registry_group.attributes

violation(kind, context, message) := advice(kind, "violation", context, message)

seen(id) := advice(sprintf("seen:%s", [id]), "information", {}, "seen")

advice(kind, level, context, message) := {
	"type": "advice",
	"advice_type": kind,
	"advice_level": level,
	"advice_context": context,
	"message": message,
}
