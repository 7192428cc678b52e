import { NOTHING_UNREADABLE, type Unreadable, type UnreadableItem } from "../supply/unreadable.ts";
import { keysText, shortKey } from "../text/unreadable.ts";
import { counted, noun } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { lineOf } from "../values/one-line.ts";

/** What can no longer be read of earlier runs. Texts about the past need it, but no decision does. */
export interface LostPast {
  /**
   * The last assessment, which says what has moved since; `null` when it can be read, or never existed. Without
   * a damaged item, it is no longer stored.
   */
  last: { asOf: Day; unreadable: UnreadableItem | null } | null;
  /** Summaries of earlier assessments, which the trend shows. */
  earlier: Unreadable;
}

/** Everything could be read. */
export const WHOLE_PAST: LostPast = { last: null, earlier: NOTHING_UNREADABLE };

const LONGEST_LOSS = 400;

/** Instead of what moved the measure: that this is not known, and why. */
export function movedUnknown({ last }: LostPast, title: string): string[] {
  return last === null ? [] : [`${title}: not known: ${lastText(last)}.`];
}

/** Instead of the causes: that they are not known, and what cannot be read. */
export function causesUnknown(lost: UnreadableItem[] = []): string[] {
  if (lost.length === 0) return [];
  const first = [...new Map(lost.map((item) => [item.key, item])).values()];
  const count = first.length;
  return [
    `BY WHAT IT MOVED: not known: ${count} ${noun(count, "stored item")} cannot be read${keysText({ count, first })}.`,
  ];
}

/** That the trend leaves out what cannot be read. `isTold` is true when the message has a trend. */
export function beforeUnknown({ earlier }: LostPast, isTold: boolean, title: string): string[] {
  if (earlier.count === 0) return [];
  return isTold
    ? [`  left out: ${earlierText(earlier)}.`]
    : [`${title}: not known: ${earlierText(earlier)}.`];
}

/** Everything that is lost, one sentence each, for the person who started the run. */
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
  return `the last assessment (as of ${asOf}) ${lineOf(reason, LONGEST_LOSS)}`;
}

function earlierText(earlier: Unreadable): string {
  const { count } = earlier;
  return `${counted(count)} earlier ${noun(count, "assessment")} cannot be read${keysText(earlier)}`;
}

function themText({ count }: Unreadable): string {
  return noun(count, "it", "them");
}
