# The rules that the registry keeps. What is ours is annotated with `lab`; the rest is OpenTelemetry's.
package after_resolution

import rego.v1

own_attributes := [attribute | some attribute in input.registry.attributes]

own_metrics := [metric | some metric in input.registry.metrics; metric.annotations.lab]

# Our names begin with `lab.`; another's name says whose it is.
deny contains finding("name", attribute.key, "does not begin with lab., and annotations.lab.named_by does not say why") if {
	some attribute in own_attributes
	not startswith(attribute.key, "lab.")
	not attribute.annotations.lab.named_by
}

deny contains finding("name", metric.name, "does not begin with lab., and annotations.lab.named_by does not say why") if {
	some metric in own_metrics
	not startswith(metric.name, "lab.")
	not metric.annotations.lab.named_by
}

# Each value of a label is a series, so what has another value for each request is none.
identifiers := {"lab.task.id", "session.id", "url.full", "url.path", "url.query", "client.address", "network.peer.port", "user_agent.original"}

deny contains finding("identifier", metric.name, sprintf("has the label %s, which has a value for each request", [attribute.key])) if {
	some metric in own_metrics
	some attribute in metric.attributes
	is_identifier(attribute.key)
}

is_identifier(key) if key in identifiers

is_identifier(key) if endswith(key, ".id")

# Units: https://opentelemetry.io/docs/specs/semconv/general/metrics/#instrument-units
deny contains finding("unit", metric.name, sprintf("has the unit '%s', which is not UCUM's, nor a thing in braces", [metric.unit])) if {
	some metric in own_metrics
	not metric.annotations.lab.without_unit
	not regex.match(`^(s|ms|By|1|%|\{[a-z_]+\})$`, metric.unit)
}

# Plural where single things are counted: https://opentelemetry.io/docs/specs/semconv/general/naming/
deny contains finding("plural", metric.name, sprintf("is plural, and its unit is %s", [metric.unit])) if {
	some metric in own_metrics
	not metric.annotations.lab.named_by
	regex.match(`[^s]s$`, metric.name)
	not startswith(metric.unit, "{")
}

finding(id, name, message) := {
	"id": id,
	"level": "violation",
	"context": {"name": name},
	"message": sprintf("%s %s", [name, message]),
}
