import type { PublishCommandInput } from "@aws-sdk/client-sns";
import type { Message } from "../../shared/message.ts";

// SNS counts the message with its attributes.
const MOST_BYTES = 256 * 1024;
const LONGEST_SUBJECT = 100;

/**
 * What is sent to SNS for a message: the text to e-mail, one line to SMS, and the document as JSON to machines.
 * The attributes carry filter policies.
 * @throws Error when SNS would refuse it: a subject that is empty, longer than 100 characters or not printable
 * ASCII, or a message of more than 256 KB.
 */
export function publishInput(sent: Message, topicArn: string): PublishCommandInput {
  const { subject, text } = sent;
  refuseBadSubject(subject);
  const machine = JSON.stringify(sent.document);
  const message = JSON.stringify({
    default: subject,
    email: text,
    sms: subject,
    sqs: machine,
    lambda: machine,
    https: machine,
  });
  const bytes = Buffer.byteLength(message);
  if (bytes > MOST_BYTES) throw new Error(`the message has ${bytes} bytes, and SNS takes ${MOST_BYTES}`);
  return {
    TopicArn: topicArn,
    Subject: subject,
    Message: message,
    MessageStructure: "json",
    MessageAttributes: attributesOf(sent),
  };
}

function refuseBadSubject(subject: string): void {
  if (subject.length === 0 || subject.length > LONGEST_SUBJECT) {
    throw new Error(`the subject has ${subject.length} characters, and SNS takes 1 to ${LONGEST_SUBJECT}`);
  }
  if (!/^[\x21-\x7e][\x20-\x7e]*$/.test(subject)) {
    throw new Error("the subject holds something else than printable ASCII, or begins with a space");
  }
}

function attributesOf({
  id,
  sectors,
  level,
  worst,
  events,
  rules,
}: Message): PublishCommandInput["MessageAttributes"] {
  const [sector = ""] = sectors;
  return {
    bulletinId: { DataType: "String", StringValue: id },
    // Of several, a filter policy matches any.
    sector: sectors.length === 1 ? { DataType: "String", StringValue: sector } : stringArray(sectors),
    level: { DataType: "String", StringValue: level },
    worst: { DataType: "String", StringValue: worst },
    events: stringArray(events),
    rules: stringArray(rules),
  };
}

function stringArray(values: string[]): { DataType: string; StringValue: string } {
  return { DataType: "String.Array", StringValue: JSON.stringify(values) };
}
