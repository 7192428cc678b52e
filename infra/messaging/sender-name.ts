import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";

// SNS takes 100 characters for the name of a sender, and a stack may have 128.
const MOST_CHARACTERS = 80;

/** From whom mails come, as a mail program shows it: the stack, so that a trial is not taken for what counts. */
export function senderName(scope: Construct): string {
  return Stack.of(scope).stackName.slice(0, MOST_CHARACTERS);
}
