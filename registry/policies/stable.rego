# Nothing stable changes its meaning: `data` is the last release, `input` is now.
package comparison_after_resolution

import rego.v1

before := {attribute.key: attribute | some attribute in data.registry.attributes}

now := {attribute.key: attribute | some attribute in input.registry.attributes}

deny contains finding("type", key, sprintf("was %v, and is %v", [attribute.type, now[key].type])) if {
	some key, attribute in before
	attribute.stability == "stable"
	now[key]
	now[key].type != attribute.type
	not is_enum(attribute.type)
}

# A value may come, but none may go.
deny contains finding("enum", key, sprintf("has no value '%v' any more", [member.value])) if {
	some key, attribute in before
	attribute.stability == "stable"
	some member in attribute.type.members
	now[key]
	not member.value in {left.value | some left in now[key].type.members}
}

is_enum(type) if type.members

metrics_before := {metric.name: metric | some metric in data.registry.metrics}

metrics_now := {metric.name: metric | some metric in input.registry.metrics}

deny contains finding("metric", name, sprintf("was a %s in '%s', and is a %s in '%s'", [metric.instrument, metric.unit, metrics_now[name].instrument, metrics_now[name].unit])) if {
	some name, metric in metrics_before
	metric.stability == "stable"
	metrics_now[name]
	[metric.instrument, metric.unit] != [metrics_now[name].instrument, metrics_now[name].unit]
}

finding(id, name, message) := {
	"id": id,
	"level": "violation",
	"context": {"name": name},
	"message": sprintf("%s %s", [name, message]),
}
