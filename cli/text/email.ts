import { breakable } from "../../shared/text/wrapped.ts";
import { lineOf, plainText } from "../../shared/values/one-line.ts";
import type { InboxEntry } from "../cloud/inbox.ts";
import { lineWidth } from "../terminal/width.ts";

const LONGEST_SUBJECT_SHOWN = 100;
const RULE = 72;

/** An e-mail for a terminal: subject, then text. */
export function emailLines({ file, subject, text }: InboxEntry): string[] {
  return [
    "─".repeat(Math.min(RULE, lineWidth() ?? RULE)),
    `Subject: ${lineOf(subject, LONGEST_SUBJECT_SHOWN)}`,
    "",
    // A terminal breaks no line, and whoever searches in it types plain blanks.
    breakable(plainText(text)),
    `(${file})`,
  ];
}
