import { isAddress } from "../policy/runbook.ts";
import { seenLength } from "../values/one-line.ts";
import { MONTHS } from "./day-text.ts";

/** The longest line of a message before its commands: a phone held upright shows about so many characters of one. */
const LINE_WIDTH = 48;

// Lines that go on stand further in, so that what begins at the left is always a line of ours, and never a name.
const HANGING = 2;
const FIXED = "\u00a0";

const NUMBER_PARTS = [
  "(?<=\\b(?:USD|EUR|kWh|HHI|limit|minimum)) (?=-?\\d)",
  "(?<=\\d) (?=%|[kMB]\\b|points?\\b|days?\\b|times\\b)",
  "(?<=%) (?=points)",
  `(?<=\\b\\d{1,2}) (?=(?:${MONTHS.join("|")}) \\d{4}\\b)`,
  `(?<=\\b\\d{1,2}[ ${FIXED}](?:${MONTHS.join("|")})) (?=\\d{4}\\b)`,
];
const IN_NUMBERS = new RegExp(NUMBER_PARTS.join("|"), "g");

/** The text with blanks inside numbers, amounts and dates that no mail program breaks a line at. */
export function unbroken(text: string): string {
  return text.replace(IN_NUMBERS, FIXED);
}

/** The same text with plain blanks. */
export function breakable(text: string): string {
  return text.replaceAll(FIXED, " ");
}

/** A line cut into lines of at most `width` characters: between words, never inside a number, an amount or a date. */
export function wrapped(line: string, width = LINE_WIDTH): string[] {
  // An address that is cut is no link any more.
  if (seenLength(line) <= width || isAddress(line.trim())) return [line];
  const indent = /^ */.exec(line)?.[0] ?? "";
  const hang = " ".repeat(indent.length + HANGING);
  const lines: string[] = [];
  let current = indent;
  let isEmpty = true;
  for (const word of wordsOf(line.slice(indent.length), width - hang.length)) {
    const longer = isEmpty ? current + word : `${current} ${word}`;
    if (isEmpty || seenLength(longer) <= width) {
      current = longer;
    } else {
      lines.push(current);
      current = hang + word;
    }
    isEmpty = false;
  }
  return [...lines, current].map((one) => breakable(one).trimEnd());
}

/** The words of a line. A text from right to left is one word; a word that is too long is cut. */
function wordsOf(line: string, longest: number): string[] {
  const whole = line.replace(/\u2068[^\u2069]*\u2069/gu, (isolate) => isolate.replaceAll(" ", FIXED));
  return unbroken(whole)
    .split(/ (?=\S)/)
    .flatMap((word) => pieces(word, longest));
}

function pieces(word: string, longest: number): string[] {
  if (seenLength(word) <= longest) return [word];
  const isIsolated = word.includes("\u2068");
  const characters = [...word].filter((one) => one !== "\u2068" && one !== "\u2069");
  const cut: string[] = [];
  for (let at = 0; at < characters.length; at += longest) {
    const piece = characters.slice(at, at + longest).join("");
    cut.push(isIsolated ? `\u2068${piece}\u2069` : piece);
  }
  return cut;
}
