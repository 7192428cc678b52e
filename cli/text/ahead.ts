import type { LateRelease } from "../../shared/ahead/calendar-days.ts";
import type { DateAhead } from "../../shared/ahead/date-ahead.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { lateLine, lateText } from "../../shared/text/calendar-text.ts";
import { dateAheadLine, dateAheadText } from "../../shared/text/date-ahead.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { type Cell, csvLines } from "../../shared/values/csv.ts";
import { type Day, daysBetween } from "../../shared/values/day.ts";
import { pc } from "../terminal/output.ts";

/** The dates ahead of one sector, as of a day. */
export interface SectorAhead {
  policy: Policy;
  asOf: Day;
  dates: DateAhead[];
  late: LateRelease[];
}

/** The dates of each sector as lines for people. */
export function aheadLines(sectors: readonly SectorAhead[]): string[] {
  return sectors.flatMap(({ policy, asOf, dates, late }, at) => [
    ...(at === 0 ? [] : [""]),
    `${pc.bold(policy.sector)}, from ${dayText(asOf)} on, if nothing changes`,
    ...late.map((one) => `  ${lateLine(one, policy)}`),
    ...(dates.length === 0 ? ["  nothing is known to come"] : []),
    ...dates.map((one) => `  ${dateAheadLine(one, policy, asOf)}`),
  ]);
}

const COLUMNS = ["date", "daysLeft", "sector", "kind", "rules", "what"];

/** The dates and late releases of all sectors as CSV, in the order of time. */
export function aheadCsv(sectors: readonly SectorAhead[]): string[] {
  const rows = aheadRows(sectors).map(({ date, daysLeft, sector, kind, rules, what }): Cell[] => [
    ...[date, daysLeft, sector, kind],
    ...[rules.join(";"), what],
  ]);
  return csvLines(COLUMNS, rows);
}

/** The dates and late releases of all sectors for machines, in the order of time. */
export function aheadRows(sectors: readonly SectorAhead[]) {
  const rows = sectors.flatMap(({ policy, asOf, dates, late }) => [
    ...late.map((one) => {
      const of = { kind: "release-late" as const, sector: policy.sector, rules: [] };
      return { ...of, ...one, daysLeft: daysBetween(asOf, one.date), what: lateText(one, policy) };
    }),
    ...dates.map((one) => ({
      ...withoutRules(one),
      daysLeft: daysBetween(asOf, one.date),
      what: dateAheadText(one, policy),
    })),
  ]);
  return rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** The fields of a date, with rules by their id: `list rules` has all of them. */
function withoutRules(one: DateAhead) {
  switch (one.kind) {
    case "rule-begins":
    case "list-changes": {
      const found = one.found.map(({ rule, ...found }) => ({ rule: rule.id, ...found }));
      return { ...one, ...("rule" in one ? { rule: one.rule.id } : {}), found };
    }
    case "rule-ends":
      return { ...one, rule: one.rule.id };
    case "holdings-change":
    case "data-stale":
    case "silence-ends":
    case "acknowledgement-ends":
    case "calendar":
      return one;
  }
}
