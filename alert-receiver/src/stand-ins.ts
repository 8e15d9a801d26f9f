// Stand-ins for Slack and PagerDuty: each judges a message by what the service has published, answers as
// it would, and says which alert it was.
import type { Delivery } from './log-records.ts';
import { ATTRIBUTE } from './names.ts';

/** An answer, and what there is to write down. */
export interface Judgement {
  status: number;
  type: string;
  text: string;
  delivery?: Delivery;
}

// biome-ignore lint/suspicious/noExplicitAny: what arrives may be anything; that is what is judged
type Json = any;

const isText = (value: Json, most = Number.POSITIVE_INFINITY): boolean =>
  typeof value === 'string' && value !== '' && value.length <= most;
const isObject = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isUrl = (value: Json): boolean =>
  isText(value) && /^https?:/.test(value) && URL.canParse(value);
const isListOf = (value: Json, is: (one: Json) => boolean): boolean =>
  Array.isArray(value) && value.every((one) => is(one));
/** May be left out. */
const may = (value: Json, is: (one: Json) => boolean): boolean => value === undefined || is(value);

function parsed(body: string): Json {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function deliveryOf(
  receiver: string,
  status: string,
  name: string,
  severity: string,
  text: string,
) {
  return {
    severityText: 'info',
    body: `${status} ${name}: ${receiver} took "${text}"`,
    attributes: {
      [ATTRIBUTE.alertName]: name,
      [ATTRIBUTE.alertStatus]: status,
      [ATTRIBUTE.alertSeverity]: severity,
      [ATTRIBUTE.alertReceiver]: receiver,
    },
  } satisfies Delivery;
}

const refusal = (receiver: string, why: string): Delivery => ({
  severityText: 'error',
  body: `${receiver} refuses a message: ${why}`,
  attributes: { [ATTRIBUTE.alertReceiver]: receiver },
});

/** https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments */
const isAttachment = (one: Json): boolean =>
  isObject(one) &&
  (isText(one.fallback) || isText(one.text)) &&
  may(one.color, (color) => /^(good|warning|danger|#[0-9a-f]{6})$/i.test(color)) &&
  may(one.title, isText) &&
  may(one.title_link, isUrl) &&
  may(one.mrkdwn_in, (names) => isListOf(names, isText)) &&
  may(one.fields, (fields) => isListOf(fields, isObject));

/**
 * Judges a message of Alertmanager for an incoming webhook; the errors are Slack's.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
 */
export function judgeSlack(body: string): Judgement {
  const message = parsed(body);
  const list = message?.attachments ?? [];
  const why =
    (!isObject(message) && 'invalid_payload') ||
    (!(isText(message.text) || list.length > 0 || message.blocks?.length > 0) && 'no_text') ||
    (list.length > 100 && 'too_many_attachments') ||
    (!(may(message.text, isText) && isListOf(list, isAttachment)) && 'invalid_payload');
  const receiver = 'slack-stand-in';
  if (why) return { status: 400, type: 'text/plain', text: why, delivery: refusal(receiver, why) };
  // The title of alertmanager.yaml.
  const title = String(list[0]?.title ?? message.text);
  const [, status = '', name = '', severity = ''] = /^(\w+) (\w+) \((\w+)\)$/.exec(title) ?? [];
  const delivery = deliveryOf(receiver, status.toLowerCase(), name, severity, title);
  return { status: 200, type: 'text/plain', text: 'ok', delivery };
}

/** What is wrong with an event. https://developer.pagerduty.com/docs/send-alert-event */
function mistakesOf(event: Json): string[] {
  if (!isObject(event)) return ['JSON parse error'];
  const { payload, event_action: action } = event;
  const isWhole = isObject(payload) && isText(payload.summary, 1024) && isText(payload.source);
  const rules: [isSo: boolean, otherwise: string][] = [
    [isText(event.routing_key), "'routing_key' is missing or blank"],
    [
      event.routing_key?.length === 32,
      "Length of 'routing_key' is incorrect (should be 32 characters)",
    ],
    [/^(trigger|acknowledge|resolve)$/.test(action), "'event_action' is invalid"],
    [
      action === 'trigger' ? may(event.dedup_key, isText) : isText(event.dedup_key),
      "'dedup_key' is missing or blank",
    ],
    [may(event.dedup_key, (key) => isText(key, 255)), "'dedup_key' is longer than 255 characters"],
    [
      action !== 'trigger' || isWhole,
      "'payload' has no 'summary' (up to 1024 characters) or 'source'",
    ],
    [
      action !== 'trigger' || /^(critical|error|warning|info)$/.test(payload?.severity),
      "'payload.severity' is invalid",
    ],
    [may(payload?.custom_details, isObject), "'payload.custom_details' is no object"],
    [may(event.client_url, isUrl), "'client_url' is no URL"],
    [
      may(event.links, (links) => isListOf(links, (link) => isUrl(link?.href))),
      "'links' has one without 'href'",
    ],
    [
      may(event.images, (images) => isListOf(images, (image) => isUrl(image?.src))),
      "'images' has one without 'src'",
    ],
  ];
  return rules.filter(([isSo]) => !isSo).map(([, otherwise]) => otherwise);
}

/** Judges events for the Events API v2, and remembers which incidents are open: only those can be resolved. */
export function judgePagerDuty(): (body: string) => Judgement {
  const open = new Set<string>();
  const receiver = 'pagerduty-stand-in';
  const type = 'application/json';
  return (body) => {
    const event = parsed(body);
    const errors = mistakesOf(event);
    if (errors.length > 0) {
      const text = { status: 'invalid event', message: 'Event object is invalid', errors };
      const delivery = refusal(receiver, errors.join('; '));
      return { status: 400, type, text: JSON.stringify(text), delivery };
    }
    const { dedup_key, event_action: action, payload } = event;
    const answer = { status: 'success', message: 'Event processed', dedup_key };
    const judgement = { status: 202, type, text: JSON.stringify(answer) };
    if (action === 'trigger') open.add(dedup_key);
    // Accepted, and without an effect.
    else if (!open.has(dedup_key)) return judgement;
    if (action === 'resolve') open.delete(dedup_key);
    // Only pages are sent; the class is the alert's name, as alertmanager.yaml says.
    const status = action === 'resolve' ? 'resolved' : 'firing';
    const { class: name = '', summary = '' } = payload ?? {};
    return { ...judgement, delivery: deliveryOf(receiver, status, name, 'page', summary) };
  };
}
