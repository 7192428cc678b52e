import { withoutLinks } from "./links-as-text.ts";
import { isLookAlike } from "./look-alike.ts";

/**
 * Makes a text from outside safe to show on one line: no line breaks, nothing that is not seen, and not too long. What is
 * written from right to left stands between isolates, so that it does not turn round what follows.
 */
export function lineOf(text: string, longest: number): string {
  return isolated(cut(visible(text, longest).trim(), longest));
}

/**
 * Makes a name from outside safe to show on one line, of at most 60 characters. It holds no link that a mail program
 * would make one of, and stands in quotes where it reads like a line of ours.
 */
export function oneLine(name: string): string {
  const shown = cut(withoutLinks(visible(name, LONGEST_NAME).trim()), LONGEST_NAME);
  return isolated(isLookAlike(shown) ? `"${cut(shown.replaceAll('"', "'"), LONGEST_NAME - 2)}"` : shown);
}

const LONGEST_NAME = 60;

/** A text from outside in quotes, on one line: blanks at its ends are seen there. */
export function inQuotes(text: string, longest: number): string {
  return isolated(`"${cut(visible(text, longest), longest)}"`);
}

/** A text of lines with nothing in it that is not seen, but for line breaks and isolates in pairs. */
export function plainText(text: string): string {
  return text.split("\n").map(plainLine).join("\n");
}

/** The same of one line: what a line break, a control mark or a direction mark leaves behind is a blank. */
export function plainLine(line: string): string {
  return line
    .split(ISOLATED)
    .map((part, at) => (at % 2 === 1 ? isolated(part) : part.replace(UNSEEN, " ")))
    .join("");
}

/** How many characters of a line are seen. */
export function seenLength(line: string): number {
  return [...line.replace(/[\u2068\u2069]/gu, "")].length;
}

// Controls, format and direction marks, halves of characters, line separators, and letters that show nothing.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu;
// They choose between forms of the character before them.
const VARIATION = /[\u034f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
// More marks on one letter than any script has would cover the lines around it.
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATED = /\u2068([^\n\u2066-\u2069]*)\u2069/u;

function visible(text: string, longest: number): string {
  // Of a text without end only its beginning is looked at.
  return text
    .slice(0, 20 * longest)
    .replace(VARIATION, "")
    .replace(UNSEEN, " ")
    .replace(PILED_MARKS, "$1")
    .replace(/\s+/g, " ");
}

function isolated(text: string): string {
  const plain = text.replace(UNSEEN, " ");
  return FROM_RIGHT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
}

/** What to call someone on one line: their name, or their key where the name shows nothing. */
export function displayName(name: string, key: string): string {
  return oneLine(name) || oneLine(key);
}
