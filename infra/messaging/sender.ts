import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";

// The name of a sender has at most 100 characters in SNS, and that of a stack at most 128.
const MOST_CHARACTERS = 80;

/**
 * The sender of mails, as a mail program shows it: the stack's name, so that readers can tell a trial from the
 * real stack.
 */
export function senderName(scope: Construct): string {
  return Stack.of(scope).stackName.slice(0, MOST_CHARACTERS);
}

/** Signatures of SNS by SHA256, for whoever checks them at an https address or a queue. Without it they are by SHA1. */
export const SHA256 = "2";
