import type { Protocol } from "../contract/messaging.ts";
import { unbroken } from "../text/wrapped.ts";
import { safeJson } from "../values/safe-json.ts";
import type { Message } from "./message.ts";

/** One attribute of a message, in the types of SNS. */
interface MessageAttribute {
  type: "String" | "String.Array";
  value: string;
}

/**
 * A message in the form that a topic takes: one text for every kind of subscriber, and the attributes for
 * filter policies.
 */
export interface TopicMessage {
  subject: string;
  /** JSON with a text for each kind of subscriber (`MessageStructure: "json"`). */
  body: string;
  attributes: Record<string, MessageAttribute>;
}

/** The most bytes of a message that SNS accepts, including its attributes. */
export const SNS_BYTES = 256 * 1024;

/**
 * The most bytes of our messages, as SNS counts them. A queue gets its copy wrapped in JSON again, with longer
 * attributes. So a message well below the 256 KB of SNS is also below the 256 KB of each delivery.
 */
export const MOST_MESSAGE_BYTES = 192 * 1024;

/**
 * The message in the form that a topic takes: the text for e-mail, one line for SMS, the document as JSON for
 * machines.
 */
export function topicMessage(sent: Message): TopicMessage {
  const { subject, text } = sent;
  const machine = safeJson(sent.document);
  const byProtocol: Record<Protocol, string> = {
    email: unbrokenText(text),
    sms: subject,
    sqs: machine,
    https: machine,
  };
  // A function can be subscribed by hand.
  const body = JSON.stringify({ default: subject, ...byProtocol, lambda: machine });
  return { subject, body, attributes: attributesOf(sent) };
}

// However Chokepoint is called, a command that has numbers has a flag.
const COMMAND = /^ *(?:npx|aws) | --[a-z]/;

/** The text for people, in which no mail program breaks a line inside a number. Commands stay as they are, to be pasted. */
function unbrokenText(text: string): string {
  return text
    .split("\n")
    .map((line) => (COMMAND.test(line) ? line : unbroken(line)))
    .join("\n");
}

const encoder = new TextEncoder();

/** The bytes that SNS counts: the body, and the name, type and value of each attribute. */
export function messageBytes({ subject, body, attributes }: TopicMessage): number {
  const parts = Object.entries(attributes).flatMap(([name, { type, value }]) => [name, type, value]);
  return [subject, body, ...parts].reduce((sum, part) => sum + encoder.encode(part).length, 0);
}

function attributesOf({ id, sectors, level, worst, events, rules }: Message): TopicMessage["attributes"] {
  const [sector = ""] = sectors;
  return {
    bulletinId: textAttribute(id),
    // When there are several values, a filter policy matches any of them.
    sector: sectors.length === 1 ? textAttribute(sector) : list(sectors),
    level: textAttribute(level),
    worst: textAttribute(worst),
    events: list(events),
    rules: list(rules),
  };
}

function textAttribute(value: string): MessageAttribute {
  return { type: "String", value };
}

function list(values: string[]): MessageAttribute {
  return { type: "String.Array", value: JSON.stringify(values) };
}
