import { levelOf, limitOf } from "../policy/level.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { staleFrom } from "../policy/windows.ts";
import type { Day } from "../values/day.ts";
import { calendarDaysAfter } from "./calendar-days.ts";
import { type DateAhead, inOrder, type JudgedAhead } from "./date-ahead.ts";
import type { FoundAhead, SupplyAhead } from "./supply-ahead.ts";

/** A request not to be told until a day. */
interface Silent {
  rule: string | null;
  group: string | null;
  until: Day;
  by: string;
}

/** Somebody knows of an alert, and wants no reminder until a day. */
interface Known {
  rule: string;
  group: string | null;
  until: Day | null;
  by: string;
}

/** What the dates of a sector are made of. */
export interface AheadInput {
  policy: Policy;
  today: Day;
  /** What the rules found in the last assessment, with the measures of that time; none where there is no assessment. */
  findings: readonly (FoundAhead & { measure: Measure; belowFloor?: true })[];
  /** What that assessment found of days to come. */
  supply: readonly SupplyAhead[];
  newestDate: Day | null;
  silences: readonly Silent[];
  acknowledgements: readonly Known[];
}

/** The days after `today` on which something becomes different for a sector by itself, in the order of time. */
export function datesAhead(input: AheadInput): DateAhead[] {
  const { policy, today, newestDate } = input;
  const { sector } = policy;
  const stale = staleFrom(policy, newestDate);
  const all: DateAhead[] = [
    ...policy.rules.flatMap((rule) => ruleDates(rule, input)),
    ...supplyDates(input),
    ...calendarDaysAfter(today, policy.calendar ?? []).map((one) => {
      return { kind: "calendar" as const, ...one, sector, rules: [] };
    }),
    ...(stale === null || newestDate === null
      ? []
      : [{ kind: "data-stale" as const, date: stale, sector, rules: [], newestDate }]),
    ...input.silences.map(({ until, rule, group, by }) => {
      const rules = rule === null ? [] : [rule];
      return { kind: "silence-ends" as const, date: until, sector, rules, rule, group, by };
    }),
    ...input.acknowledgements.flatMap(({ until, rule, group, by }) =>
      until === null
        ? []
        : [{ kind: "acknowledgement-ends" as const, date: until, sector, rules: [rule], rule, group, by }],
    ),
  ];
  return inOrder(all.filter(({ date }) => date > today));
}

function ruleDates(rule: Rule, input: AheadInput): DateAhead[] {
  const { effectiveFrom, effectiveUntil, measure, id } = rule;
  const about = { sector: input.policy.sector, rules: [id], rule };
  // By the first day of the rule, the change of today will be over.
  const own =
    factsOf(measure).daysBefore === null
      ? input.findings.filter((one) => one.rule === id && one.belowFloor !== true)
      : [];
  return [
    ...(effectiveFrom === undefined
      ? []
      : [{ kind: "rule-begins" as const, date: effectiveFrom, ...about, found: judged(own, input) }]),
    ...(effectiveUntil === undefined ? [] : [{ kind: "rule-ends" as const, date: effectiveUntil, ...about }]),
  ];
}

function supplyDates(input: AheadInput): DateAhead[] {
  const { sector, rules } = input.policy;
  return input.supply.map((one): DateAhead => {
    if (one.kind === "holdings-change") return { ...one, sector, rules: [] };
    const { found, ...change } = one;
    const still = change.rules.filter((id) => rules.some((rule) => rule.id === id));
    return { ...change, sector, rules: still, found: judged(found, input) };
  });
}

/** The levels of what was found, by the limits of today. Nothing of a rule that measures something else now. */
function judged(found: readonly FoundAhead[], { policy, findings }: AheadInput): JudgedAhead[] {
  return found.flatMap(({ rule: id, group, observed }): JudgedAhead[] => {
    const rule = policy.rules.find((one) => one.id === id);
    const measured = findings.find((one) => one.rule === id);
    if (rule === undefined || !isSame(rule.measure, measured?.measure)) return [];
    if (observed === null) return [{ rule, group, observed, level: "none", limit: limitOf(rule, "none") }];
    const { lower, upper } = observed;
    const level = levelOf(rule, { lower, upper: upper ?? Number.POSITIVE_INFINITY });
    return [{ rule, group, observed, level, limit: limitOf(rule, level) }];
  });
}

function isSame(one: Measure, other: Measure | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
