import { foreignAt, found, LONGEST_FOUND, noStart, noValue, wordAt } from "./json-fault-words.ts";
import { textEnd } from "./json-text-end.ts";
import { inQuotes } from "./one-line.ts";

/** Where a text stops being JSON, from 1, and why, with what to write where that is clear. */
export interface JsonFault {
  line: number;
  column: number;
  says: string;
}

/** What may come next: a value, a name of a field, a colon after it, what follows a value, or nothing more. */
type Next = "value" | "first value" | "name" | "first name" | "colon" | "more" | "end";

interface Open {
  bracket: "{" | "[";
  at: number;
}

/** A step of the reading: where it goes on, and what may come there; or what is wrong. */
type Step = { at: number; next: Next } | { at: number; says: string };

/** The first fault of a text that is not JSON; `null` where it is JSON. */
export function jsonFault(text: string): JsonFault | null {
  const open: Open[] = [];
  let step: Step = { at: 0, next: "value" };
  while ("next" in step) {
    const next: Next = step.next;
    const at = afterBlanks(text, step.at);
    if (at === text.length) return next === "end" ? null : placed(text, atEnd(text, open));
    step =
      next === "value" || next === "first value"
        ? valueAt(text, at, next, open)
        : otherAt(text, at, next, open);
  }
  return placed(text, step);
}

/** The line and the column of a place in a text, from 1. */
function placed(text: string, { at, says }: { at: number; says: string }): JsonFault {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1, says };
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (BLANKS.includes(text[at] ?? "none")) at += 1;
  return at;
}

const BLANKS = [" ", "\t", "\r", "\n"];

function atEnd(text: string, open: readonly Open[]): { at: number; says: string } {
  const last = open.at(-1);
  const opened = last === undefined ? null : placed(text, { at: last.at, says: "" });
  const says =
    opened === null
      ? "a value is missing"
      : `it ends before "${last?.bracket}" of line ${opened.line} is closed`;
  return { at: text.length, says };
}

function valueAt(text: string, at: number, next: "value" | "first value", open: Open[]): Step {
  const character = text[at];
  if (character === "{" || character === "[") {
    open.push({ bracket: character, at });
    return { at: at + 1, next: character === "{" ? "first name" : "first value" };
  }
  if (character === "]" && next === "first value") return closed(at, open);
  if (character === '"') return afterText(text, at, afterValue(open));
  const word = wordAt(text, at);
  if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word))
    return { at: at + word.length, next: afterValue(open) };
  return { at, says: open.length === 0 ? noStart(text, at) : noValue(text, at, word) };
}

/** The step after the text that begins at a place. */
function afterText(text: string, at: number, next: Next): Step {
  const ended = textEnd(text, at);
  return "says" in ended ? ended : { at: ended.end, next };
}

function afterValue(open: readonly Open[]): Next {
  return open.length === 0 ? "end" : "more";
}

function closed(at: number, open: Open[]): Step {
  open.pop();
  return { at: at + 1, next: afterValue(open) };
}

function otherAt(text: string, at: number, next: Exclude<Next, "value" | "first value">, open: Open[]): Step {
  if (next === "end") return { at, says: foreignAt(text, at) ?? "more stands after its end" };
  if (next === "colon")
    return text[at] === ":"
      ? { at: at + 1, next: "value" }
      : { at, says: `a colon is missing before ${found(text, at)}` };
  return next === "more" ? afterOne(text, at, open) : nameAt(text, at, next, open);
}

function nameAt(text: string, at: number, next: "name" | "first name", open: Open[]): Step {
  const character = text[at];
  if (character === '"') return afterText(text, at, "colon");
  if (character === "}" && next === "first name") return closed(at, open);
  const other = foreignAt(text, at);
  if (other !== null) return { at, says: other };
  const word = wordAt(text, at);
  if (word !== "")
    return { at, says: `the name ${inQuotes(word, LONGEST_FOUND)} must stand in double quotes` };
  return { at, says: `a name in double quotes is missing before ${found(text, at)}` };
}

/** What follows a value inside of brackets: a comma and one more, or the end of them. */
function afterOne(text: string, at: number, open: Open[]): Step {
  const character = text[at];
  const { bracket = "{", at: from = 0 } = open.at(-1) ?? {};
  const close = bracket === "{" ? "}" : "]";
  if (character === close) return closed(at, open);
  if (character === ",") {
    const after = afterBlanks(text, at + 1);
    if (text[after] === "}" || text[after] === "]")
      return { at, says: `take out the comma: nothing comes after it before "${text[after]}"` };
    return { at: at + 1, next: bracket === "{" ? "name" : "value" };
  }
  if (character === "}" || character === "]")
    return {
      at,
      says: `"${bracket}" of line ${placed(text, { at: from, says: "" }).line} is closed by "${character}"`,
    };
  const other = foreignAt(text, at);
  return {
    at,
    says:
      other ??
      (character === ":"
        ? `":" stands where a comma or "${close}" should`
        : `a comma is missing before ${found(text, at)}`),
  };
}
