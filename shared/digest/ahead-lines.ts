import { lateReleases } from "../ahead/calendar-days.ts";
import { datesAhead } from "../ahead/dates-ahead.ts";
import type { AssessmentSummary } from "../assessment/summary.ts";
import { isBroken } from "../policy/policies.ts";
import { lateLine } from "../text/calendar-text.ts";
import { dateAheadLine } from "../text/date-ahead.ts";
import { indent } from "../text/lines.ts";
import { moreLine } from "../values/count.ts";
import { addDays, type Day } from "../values/day.ts";
import type { SectorDigest } from "./sector.ts";

const DAYS_AHEAD = 90;
const MOST_DATES = 10;

/** The releases of data that the last assessment still lacked, earliest first. */
export function digestLateLines(
  { policy }: Pick<SectorDigest, "policy">,
  { asOf, newestDate }: AssessmentSummary,
): string[] {
  if (isBroken(policy)) return [];
  const lines = lateReleases(asOf, newestDate, policy.calendar ?? []).map((one) => lateLine(one, policy));
  if (lines.length === 0) return [];
  const more = moreLine(lines.length - MOST_DATES);
  return ["LATE, by the calendar of this folder", ...[...lines.slice(0, MOST_DATES), ...more].map(indent)];
}

/**
 * What comes by itself in the next 90 days, by the last assessment. The ends of silences and acknowledgements stand beside them
 * already.
 */
export function digestAheadLines(
  { policy }: Pick<SectorDigest, "policy">,
  { rules, ahead = [], newestDate }: AssessmentSummary,
  today: Day,
): string[] {
  if (isBroken(policy)) return [];
  const elsewhere = { silences: [], acknowledgements: [] };
  const dates = datesAhead({ policy, today, findings: rules, supply: ahead, newestDate, ...elsewhere });
  const last = addDays(today, DAYS_AHEAD);
  const lines = dates.filter(({ date }) => date <= last).map((one) => dateAheadLine(one, policy, today));
  if (lines.length === 0) return [];
  const more = moreLine(lines.length - MOST_DATES);
  return [
    `AHEAD, the next ${DAYS_AHEAD} days, if nothing changes`,
    ...[...lines.slice(0, MOST_DATES), ...more].map(indent),
  ];
}
