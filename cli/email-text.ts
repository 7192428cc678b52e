import type { InboxEntry } from "./inbox.ts";

/** An e-mail as it reads: subject, then text. */
export function emailLines({ file, subject, text }: InboxEntry): string[] {
  return ["─".repeat(72), `Subject: ${subject}`, "", text, `(${file})`];
}
