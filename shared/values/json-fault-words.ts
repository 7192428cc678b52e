import { inQuotes } from "./one-line.ts";

/** As much of a text is shown as tells where it is. */
export const LONGEST_FOUND = 20;

/** The word or the number that begins at a place of a text; empty where none does. */
export function wordAt(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? "";
}

const WORD = /[\p{L}\p{N}_$+\-.]*/uy;

/** What is said of a text that does not begin as JSON does. */
export function noStart(text: string, at: number): string {
  return foreignAt(text, at) ?? `${found(text, at)} stands where "{" or "[" should`;
}

/** What is said of a place where a value must stand, and none does. */
export function noValue(text: string, at: number, word: string): string {
  const other = foreignAt(text, at);
  if (other !== null) return other;
  const lower = word.toLowerCase();
  const written = WORDS.get(lower) ?? (["true", "false", "null"].includes(lower) ? lower : undefined);
  if (written !== undefined) return `${inQuotes(word, LONGEST_FOUND)} is no value: write ${written}`;
  if (/^[+-]?\.?\d/.test(word))
    return `${inQuotes(word, LONGEST_FOUND)} is no number of JSON, such as 0.5 or -12`;
  if (word !== "") return `${inQuotes(word, LONGEST_FOUND)} is no value: a text stands in double quotes`;
  return /[\]},]/.test(text[at] ?? "")
    ? `a value is missing before ${found(text, at)}`
    : `${found(text, at)} begins no value`;
}

const WORDS = new Map([
  ["none", "null"],
  ["nil", "null"],
  ["undefined", "null"],
  ["nan", "null"],
]);

/** What stands there by habit from other languages; `null` for anything else. */
export function foreignAt(text: string, at: number): string | null {
  if (/^(?:\/\/|\/\*|#)/.test(text.slice(at, at + 2))) return "JSON has no comments: take it out";
  return /['\u2018-\u201f`\u00ab]/.test(text[at] ?? "")
    ? 'names and texts stand in double quotes: write "'
    : null;
}

/** The beginning of what stands at a place. */
export function found(text: string, at: number): string {
  const piece = /^(?:"[^"\r\n]*"?|[^\s\p{P}]+|.)/u.exec(text.slice(at, at + 40))?.[0] ?? "";
  return inQuotes(piece.replace(/^"(.+?)"?$/s, "$1"), LONGEST_FOUND);
}
