import { NOTHING_UNREADABLE, type Unreadable, type UnreadableItem } from "../supply/unreadable.ts";
import { keysText, shortKey } from "../text/unreadable.ts";
import { counted, noun } from "../values/count.ts";
import { lineOf } from "../values/one-line.ts";

/** What of earlier runs cannot be read any more. Only what is told of the past hangs on it, never a decision. */
export interface LostPast {
  /**
   * The last assessment, by which it is told what moved; `null` when it is there, or never was. Without an item that cannot be
   * read it is no longer stored.
   */
  last: { asOf: string; unreadable: UnreadableItem | null } | null;
  /** Summaries of earlier assessments, by which the trend is told. */
  earlier: Unreadable;
}

/** All of the past could be read. */
export const NOTHING_LOST: LostPast = { last: null, earlier: NOTHING_UNREADABLE };

const LONGEST_REASON = 400;

/** In place of what moved the measure: that it is not known, and why. */
export function movedUnknown({ last }: LostPast): string[] {
  return last === null ? [] : [`WHAT MOVED IT: not known: ${lastText(last)}.`];
}

/** In place of the causes of what moved: that they are not known, and what cannot be read. */
export function causesUnknown(lost: UnreadableItem[] = []): string[] {
  if (lost.length === 0) return [];
  const first = [...new Map(lost.map((item) => [item.key, item])).values()];
  const count = first.length;
  return [
    `BY WHAT IT MOVED: not known: ${count} ${noun(count, "stored item")} cannot be read${keysText({ count, first })}.`,
  ];
}

/** That a trend leaves out what cannot be read; `isTold` when a trend is told at all. */
export function beforeUnknown({ earlier }: LostPast, isTold: boolean): string[] {
  if (earlier.count === 0) return [];
  return isTold ? [`  left out: ${earlierText(earlier)}.`] : [`BEFORE: not known: ${earlierText(earlier)}.`];
}

/** All of it, a sentence each, for whoever started the run. */
export function lostSentences({ last, earlier }: LostPast): string[] {
  return [
    ...(last === null ? [] : [`${lastText(last)}: what moved since is not known`]),
    ...(earlier.count === 0 ? [] : [`${earlierText(earlier)}: the trend leaves ${themText(earlier)} out`]),
  ];
}

function lastText({ asOf, unreadable }: NonNullable<LostPast["last"]>): string {
  const reason =
    unreadable === null
      ? "is no longer stored"
      : `cannot be read: ${unreadable.problem} (item ${shortKey(unreadable)})`;
  return `the last assessment (as of ${asOf}) ${lineOf(reason, LONGEST_REASON)}`;
}

function earlierText(earlier: Unreadable): string {
  const { count } = earlier;
  return `${counted(count)} earlier ${noun(count, "assessment")} cannot be read${keysText(earlier)}`;
}

function themText({ count }: Unreadable): string {
  return noun(count, "it", "them");
}
