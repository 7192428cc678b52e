import { breakable } from "../../shared/text/wrapped.ts";
import { lineOf, plainText } from "../../shared/values/one-line.ts";
import type { InboxEntry } from "../cloud/inbox.ts";

const LONGEST_SUBJECT_SHOWN = 100;

/** An e-mail for a terminal: subject, then text. */
export function emailLines({ file, subject, text }: InboxEntry): string[] {
  return [
    "─".repeat(72),
    `Subject: ${lineOf(subject, LONGEST_SUBJECT_SHOWN)}`,
    "",
    // A terminal breaks no line, and whoever searches in it types plain blanks.
    breakable(plainText(text)),
    `(${file})`,
  ];
}
