import { safeJson } from "../values/safe-json.ts";
import type { Message } from "./message.ts";

/** One attribute of a message, in the types of SNS. */
interface MessageAttribute {
  type: "String" | "String.Array";
  value: string;
}

/** What a topic is given: one text for every kind of subscriber, and the attributes that filter policies look at. */
export interface TopicMessage {
  subject: string;
  /** JSON with a text for each kind of subscriber (`MessageStructure: "json"`). */
  body: string;
  attributes: Record<string, MessageAttribute>;
}

/** SNS takes a message of this many bytes, with its attributes. */
export const SNS_BYTES = 256 * 1024;

/**
 * The most bytes of a message of ours, as SNS counts them. A queue gets its copy wrapped in JSON again, with attributes
 * in a longer form: what is well under the 256 KB of SNS is under the 256 KB of each delivery as well.
 */
export const MOST_MESSAGE_BYTES = 192 * 1024;

/** The message as a topic takes it: the text to e-mail, one line to SMS, the document as JSON to machines. */
export function topicMessage(sent: Message): TopicMessage {
  const { subject, text } = sent;
  const machine = safeJson(sent.document);
  const body = JSON.stringify({
    default: subject,
    email: text,
    sms: subject,
    sqs: machine,
    lambda: machine,
    https: machine,
  });
  return { subject, body, attributes: attributesOf(sent) };
}

const encoder = new TextEncoder();

/** How many bytes SNS counts: the body, and of each attribute its name, its type and its value. */
export function messageBytes({ subject, body, attributes }: TopicMessage): number {
  const parts = Object.entries(attributes).flatMap(([name, { type, value }]) => [name, type, value]);
  return [subject, body, ...parts].reduce((sum, part) => sum + encoder.encode(part).length, 0);
}

function attributesOf({ id, sectors, level, worst, events, rules }: Message): TopicMessage["attributes"] {
  const [sector = ""] = sectors;
  return {
    bulletinId: text(id),
    // Of several, a filter policy matches any.
    sector: sectors.length === 1 ? text(sector) : list(sectors),
    level: text(level),
    worst: text(worst),
    events: list(events),
    rules: list(rules),
  };
}

function text(value: string): MessageAttribute {
  return { type: "String", value };
}

function list(values: string[]): MessageAttribute {
  return { type: "String.Array", value: JSON.stringify(values) };
}
