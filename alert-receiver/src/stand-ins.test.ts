// Messages as Alertmanager 0.31 sends them, and each with one mistake against the published format.
import assert from 'node:assert/strict';
import test from 'node:test';
import { judgePagerDuty, judgeSlack } from './stand-ins.ts';

const attachment = {
  title: 'RESOLVED StoreDown (page)',
  title_link: 'http://localhost:8080/runbooks/store-down',
  text: 'loki is down: It waits.\n',
  fallback: '[RESOLVED] StoreDown | http://localhost:9093/',
  callback_id: '',
  footer: '',
  color: 'good',
  mrkdwn_in: ['fallback', 'pretext', 'text'],
};
const slack = (message: unknown) => judgeSlack(JSON.stringify(message));

test('Slack: what Alertmanager sends is taken, and its alert is known', () => {
  const { status, text, delivery } = slack({ username: 'Alertmanager', attachments: [attachment] });
  assert.deepEqual([status, text], [200, 'ok']);
  assert.deepEqual(delivery?.attributes, {
    'lab.alert.name': 'StoreDown',
    'lab.alert.status': 'resolved',
    'lab.alert.severity': 'page',
    'lab.alert.receiver': 'slack-stand-in',
  });
  assert.equal(slack({ text: 'Hello, world.' }).status, 200);
});

test('Slack: what is not in its format is refused with its words', () => {
  const wrong: [unknown, string][] = [
    [[], 'invalid_payload'],
    [{}, 'no_text'],
    [{ text: '' }, 'no_text'],
    [{ attachments: [] }, 'no_text'],
    [{ text: 1, attachments: [attachment] }, 'invalid_payload'],
    [{ attachments: 'one' }, 'invalid_payload'],
    [{ attachments: Array(101).fill(attachment) }, 'too_many_attachments'],
    ...[
      { text: '', fallback: '' },
      { color: 'red' },
      { title: 7 },
      { title_link: '{{ runbook }}' },
      { mrkdwn_in: 'text' },
      { fields: ['severity'] },
    ].map((mistake): [unknown, string] => [
      { attachments: [{ ...attachment, ...mistake }] },
      'invalid_payload',
    ]),
  ];
  for (const [message, error] of wrong) {
    const { status, text, delivery } = slack(message);
    assert.deepEqual([status, text], [400, error], JSON.stringify(message).slice(0, 200));
    assert.equal(delivery?.severityText, 'error');
  }
  assert.equal(judgeSlack('{').text, 'invalid_payload');
});

const trigger = {
  routing_key: 'stand-in-routing-key-of-32-chars',
  event_action: 'trigger',
  dedup_key: 'a2f6',
  client: 'Alertmanager',
  client_url: 'http://localhost:9093/#/alerts?receiver=pagerduty',
  links: [{ href: 'http://localhost:8080/runbooks/store-down', text: 'runbook' }],
  payload: {
    summary: 'StoreDown: loki is down',
    source: 'Alertmanager',
    severity: 'critical',
    class: 'StoreDown',
    custom_details: { num_firing: '1' },
  },
};

test('PagerDuty: an incident begins and ends', () => {
  const judge = judgePagerDuty();
  const tell = (event: unknown) => judge(JSON.stringify(event));
  const begun = tell(trigger);
  assert.equal(begun.status, 202);
  assert.deepEqual(JSON.parse(begun.text), {
    status: 'success',
    message: 'Event processed',
    dedup_key: 'a2f6',
  });
  assert.equal(
    begun.delivery?.body,
    'firing StoreDown: pagerduty-stand-in took "StoreDown: loki is down"',
  );
  const other = tell({ ...trigger, event_action: 'resolve', dedup_key: 'b3' });
  assert.deepEqual(
    [other.status, other.delivery],
    [202, undefined],
    'ends nothing that was not begun',
  );
  const ended = tell({ ...trigger, event_action: 'resolve' });
  assert.equal(ended.delivery?.attributes['lab.alert.status'], 'resolved');
  assert.equal(tell({ ...trigger, event_action: 'resolve' }).delivery, undefined, 'ends once');
});

test('PagerDuty: what is not in its format is refused with a reason', () => {
  const { payload } = trigger;
  const wrong: [object, RegExp][] = [
    [{ routing_key: '' }, /routing_key/],
    [{ routing_key: 'short' }, /should be 32 characters/],
    [{ event_action: 'fire' }, /event_action/],
    [{ event_action: 'resolve', dedup_key: undefined }, /dedup_key/],
    [{ dedup_key: 'k'.repeat(256) }, /255/],
    [{ payload: undefined }, /payload/],
    [{ payload: { ...payload, summary: '' } }, /summary/],
    [{ payload: { ...payload, summary: 's'.repeat(1025) } }, /summary/],
    [{ payload: { ...payload, source: undefined } }, /source/],
    [{ payload: { ...payload, severity: 'page' } }, /severity/],
    [{ payload: { ...payload, custom_details: 'none' } }, /custom_details/],
    [{ client_url: 'alertmanager' }, /client_url/],
    [{ links: [{ text: 'runbook' }] }, /links/],
    [{ images: [{}] }, /images/],
  ];
  for (const [mistake, reason] of wrong) {
    const judgement = judgePagerDuty()(JSON.stringify({ ...trigger, ...mistake }));
    assert.equal(judgement.status, 400, JSON.stringify(mistake));
    assert.match(JSON.parse(judgement.text).errors.join(), reason);
    assert.equal(judgement.delivery?.severityText, 'error');
  }
  assert.equal(judgePagerDuty()('{').status, 400);
});
