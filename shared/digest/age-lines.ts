import type { AssessmentSummary } from "../assessment/summary.ts";
import { isBroken } from "../policy/policies.ts";
import { defaultWording, type Wording, wordingOf } from "../policy/wording.ts";
import { dayText } from "../text/day-text.ts";
import { missingLine } from "../text/missing.ts";
import { money } from "../text/money.ts";
import { refusedLine } from "../text/refused.ts";
import { unconfirmedLine } from "../text/unconfirmed.ts";
import { unfinishedHeads } from "../text/unfinished.ts";
import { daysOfWindow } from "../text/window.ts";
import { noun } from "../values/count.ts";
import type { SectorDigest } from "./sector.ts";

/** How much a sector has, how old its data and its assessment are, and what the assessment lacks. */
export function digestAgeLines(
  { policy, dataAgeDays, assessedDaysAgo, noDataSince, staleSince, waiting }: SectorDigest,
  newest: AssessmentSummary,
): string[] {
  const { exposure, unit, positions, asOf } = newest;
  const words = isBroken(policy) ? defaultWording : wordingOf(policy);
  const { purchase, purchases } = words;
  const stale = `STALE DATA since ${staleSince === null ? "" : dayText(staleSince)}${dataAgeDays === null ? "" : `: the newest ${purchase} is ${dataAgeDays} days old`}`;
  return [
    ...(staleSince === null || noDataSince !== null ? [] : [stale]),
    `${money(exposure, unit)} in ${positions} ${noun(positions, purchase, purchases)} of ${daysOfWindow(newest)}`,
    `assessed as of ${dayText(asOf)}${ago(assessedDaysAgo)}`,
    ...newestLines(newest, dataAgeDays, words),
    ...(noDataSince === null
      ? []
      : [`no data since ${dayText(noDataSince)}: no limit is checked, nothing resolves`]),
    ...headsOfLacks(newest),
    ...(waiting === 0 ? [] : [`bulletins that wait to be published: ${waiting}`]),
  ];
}

function newestLines(
  { positions, newestDate }: AssessmentSummary,
  dataAgeDays: number | null,
  { purchase }: Wording,
): string[] {
  if (newestDate !== null) return [`newest ${purchase} ${dayText(newestDate)}${ago(dataAgeDays)}`];
  return positions === 0 ? [] : [`no ${purchase} has a date`];
}

/** What makes the assessment incomplete. An assessment of an earlier version only says that it is. */
function headsOfLacks({
  incomplete,
  unreadable,
  refused,
  unconfirmed,
  unfinished,
  missing,
  overlaps,
  unit,
}: AssessmentSummary): string[] {
  if (!incomplete) return [];
  const isUnreadable = unreadable === undefined || unreadable > 0;
  return [
    ...(isUnreadable ? ["some stored rows could not be read: nothing resolves"] : []),
    ...(refused === undefined ? [] : [`${refusedLine(refused, unit)} Nothing resolves.`]),
    ...(unconfirmed === undefined ? [] : [unconfirmedLine(unconfirmed, unit)]),
    ...(unfinished === undefined ? [] : unfinishedHeads(unfinished)),
    ...(missing === undefined ? [] : [missingLine(missing, unit)]),
    ...(overlaps === undefined ? [] : ["figures overlap and are counted twice: nothing resolves"]),
  ];
}

/** How many days ago a day was, or in how many days it comes: a run by hand may be for a future day. */
export function ago(days: number | null): string {
  if (days === null) return "";
  if (days === 0) return ", today";
  if (days < 0) return days === -1 ? ", tomorrow" : `, in ${-days} days`;
  return days === 1 ? ", yesterday" : `, ${days} days ago`;
}
