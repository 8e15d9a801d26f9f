// What the registry calls a label in a store is one there, and nothing else of the resource is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';

// biome-ignore lint/suspicious/noExplicitAny: each file has a shape of its own.
type Yaml = any;

const yaml = (path: string): Yaml =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), { merge: true });

const { entities } = yaml('registry/model/resource.yaml');
const attributes = entities.flatMap((one: Yaml) => [...one.identity, ...one.description]);

function labelsIn(store: string): string[] {
  const labels = attributes.filter((one: Yaml) => one.annotations?.lab.label_in.includes(store));
  return [...new Set<string>(labels.map(({ ref }: Yaml) => ref))].sort();
}

test('Loki indexes what the registry says', () => {
  const { resource_attributes } = yaml('loki/loki.yaml').limits_config.otlp_config;
  const { ignore_defaults, attributes_config } = resource_attributes;
  assert.equal(ignore_defaults, true);
  const indexed = attributes_config.filter(({ action }: Yaml) => action === 'index_label');
  assert.deepEqual(indexed.flatMap((one: Yaml) => one.attributes).sort(), labelsIn('Loki'));
});

test('Prometheus promotes what the registry says', () => {
  const { promote_resource_attributes } = yaml('prometheus/prometheus.yaml').otlp;
  assert.deepEqual(promote_resource_attributes.sort(), labelsIn('Prometheus'));
});
