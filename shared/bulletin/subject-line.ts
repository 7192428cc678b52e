import { withoutLinks } from "../values/links-as-text.ts";

// The documentation of SNS says "less than 100 characters", so subjects stay below 100.
const LONGEST_SUBJECT_LINE = 99;

// A phone shows about so many characters of a subject: they hold the level, the sector and the number.
const SEEN_FIRST = 40;
const SHORTEST_LABEL = 3;
const CUT = "...";
// A longer word is itself cut: it may be all that a subject tells.
const LONGEST_CUT_OFF = 12;

/**
 * The text in printable ASCII: accents are removed, and characters without an ASCII form become `?`. A backtick becomes an apostrophe:
 * the alphabet of SMS lacks it, and one alone would leave room for only 70 characters.
 */
export function toAscii(text: string): string {
  const ascii = text
    .replace(/[\u2068\u2069]/g, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’`]/g, "'")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replace(/[^\x20-\x7e]/gu, "?");
  // Letters of another width may form a link only after this conversion.
  return withoutLinks(ascii);
}

/** A subject whose end must stay: when both are too long, the part before it is shortened, to whole words. */
export function shortenSubject(head: string, tail: string): string {
  const room = LONGEST_SUBJECT_LINE - tail.length;
  return (head.length > room ? `${wholeWords(head, room - CUT.length)}${CUT}` : head) + tail;
}

/** Whether there is room for some of a title between these two. */
export function hasRoomBetween(start: string, tail: string): boolean {
  return start.length + LONGEST_CUT_OFF + CUT.length + tail.length <= LONGEST_SUBJECT_LINE;
}

/** The whole words of a text that fit; of a long last word, as much as fits. */
function wholeWords(text: string, room: number): string {
  const cut = text.slice(0, room);
  const isWhole = /^[,;:)]?(\s|$)/.test(text.slice(room));
  const words = (isWhole ? cut : cut.slice(0, cut.lastIndexOf(" ") + 1)).replace(/[\s,;:(]+$/, "");
  return words.length < room - LONGEST_CUT_OFF ? cut : words;
}

/** The label, cut so that the number after it is seen first, and stays whatever the tail cuts off. */
export function shortLabel(label: string, before: string, after: string, tail: string): string {
  const number = /\d[\d.,]*%?/.exec(after);
  const end = number === null ? 0 : number.index + number[0].length;
  const seen = Math.min(SEEN_FIRST, LONGEST_SUBJECT_LINE - tail.length - CUT.length);
  const room = Math.max(SHORTEST_LABEL, seen - before.length - end);
  return label.length <= room ? label : cutLabel(label, room);
}

/** The whole words of a label that fit. Only a first word that is itself too long is cut. */
function cutLabel(label: string, room: number): string {
  const [first = ""] = label.split(" ");
  const words = label.slice(0, Math.max(0, room - CUT.length) + 1);
  const whole = words.slice(0, Math.max(0, words.lastIndexOf(" "))).replace(/[\s,;:(&-]+$/, "");
  if (whole !== "") return `${whole}${CUT}`;
  return first.length <= room ? first : `${first.slice(0, room - 1)}.`;
}
