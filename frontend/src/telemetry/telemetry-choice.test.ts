// When nothing may be recorded (telemetry-choice.ts).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyTelemetryIsOff } from './telemetry-choice.ts';

test('telemetry runs unless somebody says no', () => {
  assert.equal(whyTelemetryIsOff({ search: '', doNotTrack: null }), undefined);
  assert.equal(whyTelemetryIsOff({ search: '?telemetry=on&x=off', doNotTrack: '0' }), undefined);
});

test('the address can say no', () => {
  const search = '?show=open&telemetry=off';
  assert.match(whyTelemetryIsOff({ search, doNotTrack: null }) ?? '', /the address/);
});

test('so can the browser, by its old signal and by its new one', () => {
  assert.ok(whyTelemetryIsOff({ search: '', doNotTrack: '1' }));
  assert.ok(whyTelemetryIsOff({ search: '', doNotTrack: null, globalPrivacyControl: true }));
});
