import { lineOf } from "../../shared/values/one-line.ts";

// What a character takes at 13 pixels in the widest of the usual typefaces.
const PLAIN = 8.4;
const OTHERS: readonly [of: RegExp, pixels: number][] = [
  [/[\p{M}\u2066-\u2069]/u, 0],
  [/[ijlIftr.,:;'|!()[\]\- ]/, 5.5],
  [/[A-LN-VX-Z0-9$&+<=>~]/, 10.9],
  [/[ -~\u00a0]/, PLAIN],
  [/\p{Extended_Pictographic}/u, 18],
  // Scripts whose letters differ more, or are wide.
  [/[\u0250-\u{10ffff}]/u, 14],
];
const WIDE = /[MWmw@%]/;
const ENDING = "…";
const ENDING_ROOM = 14;

/** The text, cut where it would be wider than that many pixels. What is written from right to left stays apart from its surroundings. */
export function fitted(text: string, pixels: number): string {
  if (widthOf(text) <= pixels) return text;
  let kept = "";
  let room = pixels - ENDING_ROOM;
  for (const character of text.replace(/[\u2066-\u2069]/g, "")) {
    room -= pixelsOf(character);
    if (room < 0) break;
    kept += character;
  }
  return lineOf(kept + ENDING, text.length + 1);
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + pixelsOf(character), 0);
}

function pixelsOf(character: string): number {
  if (WIDE.test(character)) return 13.2;
  return OTHERS.find(([of]) => of.test(character))?.[1] ?? PLAIN;
}
