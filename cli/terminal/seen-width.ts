import { createRequire } from "node:module";
import { stripVTControlCharacters } from "node:util";
import { ownCall } from "./program-call.ts";

// They take no room: isolates of right-to-left text, and marks upon a letter.
const WITHOUT_ROOM = /[\u2066-\u2069]|\p{M}/gu;
const NUMBER_AT_END = /[-+]?\d[\d.,]*$/;
// A number that goes on, or its unit.
const GOES_ON = /^(?:[.,]?\d|\s*(?:%|[kMB]\b))/;

/** How many columns a text takes on a terminal, without its colours. A Chinese character takes two. */
export function seenWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  // Loaded when it is needed: help is shown without it.
  stringWidth ??= require("string-width") as (text: string) => number;
  return stringWidth(text.replace(WITHOUT_ROOM, ""));
}

const require = createRequire(import.meta.url);
const PLAIN = /^[\x20-\x7e]*$/;
let stringWidth: ((text: string) => number) | null = null;

/** A text that takes at most so many columns: a longer one ends with "…", which never stands within a number. */
export function cutTo(text: string, width: number): string {
  if (seenWidth(text) <= width) return text;
  // Without isolates, of which one would be cut off.
  const whole = text.replace(/[\u2066-\u2069]/gu, "");
  let kept = "";
  let room = width - 1;
  for (const character of whole) {
    room -= seenWidth(character);
    if (room < 0) break;
    kept += character;
  }
  const isWithin = NUMBER_AT_END.test(kept) && GOES_ON.test(whole.slice(kept.length));
  return `${(isWithin ? kept.replace(NUMBER_AT_END, "") : kept).trimEnd()}…`;
}

/** A name that takes at most so many columns and keeps its end, by which names of one kind differ: `material…e-2026`. */
export function cutWithin(name: string, width: number): string {
  if (seenWidth(name) <= width) return name;
  const end = [...name].slice(-Math.floor(width / 2)).join("");
  const isWithin = /\d$/.test(name.slice(0, -end.length)) && /^\d/.test(end);
  const whole = isWithin ? end.replace(/^\d+/, "") : end;
  return `${cutTo(name, width - seenWidth(whole))}${whole}`;
}

// Between words, but not between a number and its unit.
const BREAK = /(?<!\b(?:USD|EUR|limit|minimum)) (?!%|[kMB]\b|[kMGT]?Wh\b)/;

/**
 * A text in lines of at most so many columns, broken between words; a word that is longer than that has a line of its own.
 * Lines after the first have `below` columns.
 */
export function wrapTo(text: string, width: number, below = width): string[] {
  const lines: string[] = [];
  let line: string | null = null;
  for (const word of text.split(BREAK)) {
    const longer: string = line === null ? word : `${line} ${word}`;
    if (line !== null && line.trim() !== "" && seenWidth(longer) > (lines.length === 0 ? width : below)) {
      lines.push(line.trimEnd());
      line = word;
    } else line = longer;
  }
  return [...lines, line ?? ""];
}

// Who copies a command must get all of it.
const COMMAND = /^\s*(?:\$ )?(?:npx|chokepoint|aws|cdk|cd|node|PATH=\S+) /;

function isCommand(line: string): boolean {
  return COMMAND.test(line) || line.trimStart().startsWith(`${ownCall()} `);
}

// A line of a table begins with a short cell; what goes on stands under the next one.
const FIRST_CELL = /^( *\S{1,12} {2,}(?=\S))/;

/** A line as it stands in a terminal of a width: broken between words, the next lines moved in. */
export function wrapLine(line: string, width: number): string[] {
  if (seenWidth(line) <= width || isCommand(line)) return [line];
  const [indent = ""] = /^ */.exec(line) ?? [];
  const [cell = ""] = FIRST_CELL.exec(stripVTControlCharacters(line)) ?? [];
  const hanging = " ".repeat(cell !== "" && cell.length <= width / 3 ? cell.length : indent.length + 2);
  if (hanging.length > width / 2) return [line];
  const [first = "", ...rest] = wrapTo(
    line.slice(indent.length),
    width - indent.length,
    width - hanging.length,
  );
  return [indent + first, ...rest.map((one) => hanging + one.trimStart())];
}
