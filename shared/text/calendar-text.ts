import type { CalendarDay, LateRelease } from "../ahead/calendar-days.ts";
import type { Policy } from "../policy/policy.ts";
import { wordingOf } from "../policy/wording.ts";
import { counted, noun } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { dayText } from "./day-text.ts";

/** What a calendar tells of a day: `FT-900, with import figures of Jul 2026 (source: Census Bureau)`. */
export function calendarText(day: CalendarDay): string {
  return `${calendarName(day)} (source: ${day.source})`;
}

/** The same without its source. */
export function calendarName({ title, about, month, data }: Omit<CalendarDay, "date" | "source">): string {
  const brings = month === null || data === null ? "" : `, with ${data} of ${monthText(month)}`;
  return `${title}${brings}${about === null ? "" : `; ${about}`}`;
}

/** A late release as a line: `4 Aug 2026, late by 6 days: …`. */
export function lateLine(late: LateRelease, policy: Pick<Policy, "wording">): string {
  const { date, daysLate } = late;
  const days = `${counted(daysLate)} ${noun(daysLate, "day")}`;
  return `${dayText(date)}, late by ${days} on ${dayText(late.asOf)}: ${lateText(late, policy)}`;
}

/** What is known of a late release, without its day. */
export function lateText(late: LateRelease, policy: Pick<Policy, "wording">): string {
  return `${missedText(late, policy)} (source: ${late.source})`;
}

/** The same without its source. */
export function missedText(late: LateRelease, policy: Pick<Policy, "wording">): string {
  const { purchase } = wordingOf(policy);
  const [from, to] = [dayText(late.month), dayText(late.asOf)];
  return `${calendarName(late)}: no ${purchase} dated ${from} to ${to} was read`;
}

function monthText(first: Day): string {
  return dayText(first).replace(/^1 /, "");
}
