import type { PublishCommandInput } from "@aws-sdk/client-sns";
import type { Message } from "../../../shared/bulletin/message.ts";
import { messageBytes, SNS_BYTES, topicMessage } from "../../../shared/bulletin/topic-message.ts";

const LONGEST_SUBJECT = 100;

/**
 * The SNS request for a message.
 * @throws Error when SNS would refuse it: a subject that is empty, longer than 100 characters or not printable
 * ASCII, or a message of more than 256 KB with its attributes.
 */
export function publishInput(sent: Message, topicArn: string): PublishCommandInput {
  refuseBadSubject(sent.subject);
  const message = topicMessage(sent);
  const bytes = messageBytes(message);
  if (bytes > SNS_BYTES) throw new Error(`the message has ${bytes} bytes, and SNS takes ${SNS_BYTES}`);
  const attributes = Object.entries(message.attributes).map(([name, { type, value }]) => {
    return [name, { DataType: type, StringValue: value }];
  });
  return {
    TopicArn: topicArn,
    Subject: message.subject,
    Message: message.body,
    MessageStructure: "json",
    MessageAttributes: Object.fromEntries(attributes),
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
