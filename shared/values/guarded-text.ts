// After any number of apostrophes: so a text that has one of its own gets another, and is the same when one is taken away.
const LIKE_A_FORMULA = /^'*[=+\-@\t\r\n]/;
const GUARDED = /^'+[=+\-@\t\r\n]/;

/** A text that no spreadsheet computes: one that begins like a formula gets an apostrophe in front. */
export function guardedText(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

/** The text that was guarded. */
export function unguardedText(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
