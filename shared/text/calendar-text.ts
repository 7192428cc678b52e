import type { CalendarDay, LateRelease } from "../ahead/calendar-days.ts";
import type { Policy } from "../policy/policy.ts";
import { wordingOf } from "../policy/wording.ts";
import { counted, noun } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { dayText } from "./day-text.ts";

/** What a calendar tells of a day: `FT-900, with import figures of Jul 2026 (source: Census Bureau)`. */
export function calendarText({ title, about, source, month, data }: CalendarDay): string {
  const brings = month === null || data === null ? "" : `, with ${data} of ${monthText(month)}`;
  return `${title}${brings}${about === null ? "" : `; ${about}`} (source: ${source})`;
}

/** A late release as a line: `4 Aug 2026, late by 6 days: …`. */
export function lateLine(late: LateRelease, policy: Pick<Policy, "wording">): string {
  const { date, daysLate } = late;
  const days = `${counted(daysLate)} ${noun(daysLate, "day")}`;
  return `${dayText(date)}, late by ${days} on ${dayText(late.asOf)}: ${lateText(late, policy)}`;
}

/** What is known of a late release, without its day. */
export function lateText(
  { title, month, data, source, asOf }: LateRelease,
  policy: Pick<Policy, "wording">,
): string {
  const { purchase } = wordingOf(policy);
  const [from, to] = [dayText(month), dayText(asOf)];
  return `${title}, with ${data} of ${monthText(month)}: no ${purchase} dated ${from} to ${to} was read (source: ${source})`;
}

function monthText(first: Day): string {
  return dayText(first).replace(/^1 /, "");
}
