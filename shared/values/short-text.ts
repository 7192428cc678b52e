import { isMoreLine, noun } from "./count.ts";
import { sentBytes } from "./fitting.ts";
import { lineOf } from "./one-line.ts";

/** About eight printed pages. A text is sent in four copies, and each counts for the limit of SNS. */
export const MOST_TEXT_BYTES = 18_000;

// With more sections, each would get too little room.
const MOST_SECTIONS = 40;
// The most bytes of one character as JSON inside JSON, and the bytes of a note about left-out lines.
const PER_CHARACTER = 7;
const NOTE = 120;

/**
 * Shortens a text to at most `mostBytes` in a message (see `sentBytes`). A text that fits stays as it is.
 * Otherwise the longest sections lose their last lines, and each says how many. The first section (the news)
 * and the last one (the ids) may take half of the room before the others share the rest.
 */
export function shortText(text: string, mostBytes = MOST_TEXT_BYTES): string {
  if (sentBytes(text) <= mostBytes) return text;
  const sections = text
    .trimEnd()
    .split("\n\n")
    .map((section) => section.split("\n"));
  const [news = [], ...rest] = sections;
  const ids = rest.pop() ?? [];
  const others = rest.slice(0, MOST_SECTIONS);
  const more = rest.length - others.length;
  const said = more > 0 ? [[`and ${more} more sections: the whole is too long to send`]] : [];
  // 20 bytes for what stands around the text.
  const room = mostBytes - sectionBytes(said.flat()) - 20;
  const ends = capped([news, ids], room / 2);
  const left = room - ends.reduce((sum, lines) => sum + sectionBytes(lines), 0);
  const [first = [], last = []] = ends;
  const kept = [first, ...capped(others, left), ...said, last];
  return `${kept
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Cuts sections to `room` bytes in all: small sections stay whole, the larger ones share what is left. */
function capped(sections: string[][], room: number): string[][] {
  const sizes = sections.map(sectionBytes).sort((a, b) => a - b);
  let left = room;
  let cap = 0;
  for (const [at, size] of sizes.entries()) {
    cap = left / (sizes.length - at);
    if (size > cap) break;
    left -= size;
    cap = size;
  }
  return sections.map((lines) => (sectionBytes(lines) <= cap ? lines : cutTo(cap, lines)));
}

function cutTo(most: number, lines: string[]): string[] {
  const [title = "", ...others] = lines;
  // A last line that counts what is not listed is kept.
  const counting = isMoreLine(others.at(-1) ?? "") ? others.splice(-1) : [];
  const indent = others.every((line) => line.startsWith("  ")) ? "  " : "";
  const note = (count: number) =>
    `${indent}and ${count} more ${noun(count, "line")}: the whole is too long to send`;
  const fits = (kept: string[]) => sectionBytes([...kept, note(others.length), ...counting]) <= most;
  const kept = [
    fits([title]) ? title : lineOf(title, Math.max(1, Math.floor((most - NOTE) / PER_CHARACTER))),
  ];
  for (const line of others) {
    if (!fits([...kept, line])) break;
    kept.push(line);
  }
  const left = others.length + 1 - kept.length;
  return [...kept, ...(left === 0 ? [] : [note(left)]), ...counting];
}

/** The bytes of a section and of the empty line after it. */
function sectionBytes(lines: string[]): number {
  return sentBytes(`${lines.join("\n")}\n\n`);
}
