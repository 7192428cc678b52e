import { withoutLinks } from "./links-as-text.ts";
import { isLookAlike } from "./look-alike.ts";

/**
 * Makes a text from outside safe to show on one line: no line breaks, no invisible characters, at most
 * `longest` characters. Right-to-left text is put between Unicode isolates, so that the text after it keeps its
 * direction.
 */
export function lineOf(text: string, longest: number): string {
  return isolated(cut(visible(text, longest).trim(), longest));
}

/**
 * Makes a name from outside safe to show on one line of at most 60 characters. Nothing in it is a link for a
 * mail program. A name that looks like a line that Chokepoint writes is put in quotes.
 */
export function oneLine(name: string): string {
  const shown = cut(withoutLinks(visible(name, LONGEST_NAME).trim()), LONGEST_NAME);
  return isolated(isLookAlike(shown) ? `"${cut(shown.replaceAll('"', "'"), LONGEST_NAME - 2)}"` : shown);
}

const LONGEST_NAME = 60;

/** A text from outside on one line and in quotes, which show blanks at its ends. */
export function inQuotes(text: string, longest: number): string {
  return isolated(`"${cut(visible(text, longest), longest)}"`);
}

/** A text of several lines without invisible characters, except line breaks and pairs of isolates. */
export function plainText(text: string): string {
  return text.split("\n").map(plainLine).join("\n");
}

/** The same for one line. A line break, a control character or a direction mark becomes a blank. */
export function plainLine(line: string): string {
  return line
    .split(ISOLATED)
    .map((part, at) => (at % 2 === 1 ? isolated(part) : part.replace(UNSEEN, " ")))
    .join("");
}

/** The number of visible characters of a line. */
export function seenLength(line: string): number {
  return [...line.replace(/[\u2068\u2069]/gu, "")].length;
}

// Control, format and direction characters, lone surrogates, line separators, and letters that show nothing.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu;
// Variation selectors: each chooses a form of the character before it.
const VARIATION = /[\u034f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
// No script needs more marks than these on one letter, and more would cover the lines around it.
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATED = /\u2068([^\n\u2066-\u2069]*)\u2069/u;

function visible(text: string, longest: number): string {
  // A very long text is cut first, so that the work stays small.
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

/**
 * The name to show for someone on one line: the name itself, or the key where the name has no visible
 * character.
 */
export function displayName(name: string, key: string): string {
  return oneLine(name) || oneLine(key);
}
