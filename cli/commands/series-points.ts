import { isDeepStrictEqual } from "node:util";
import { type ReplayPast, seriesOfPast } from "../../functions/reading/replay-past.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { toBounds } from "../../shared/values/interval.ts";
import type { ListedPoint } from "../text/series.ts";
import type { Asked } from "./list-table.ts";

// What `list series` lists: values that are computed now, and those that assessments stored at the time.

/** A value of a measure on a day, without what a rule and words add to it. */
type Point = Omit<ListedPoint, "hasLimits" | "groupShown">;

/** What an assessment of each of the days would observe, by the policy of today. */
export function computedPoints(
  { lose }: Asked<{ sector: SectorId }>,
  past: ReplayPast,
  policy: Policy,
  rule: Rule,
  days: Day[],
): Point[] {
  const { points, isIncomplete } = seriesOfPast(past, policy, rule, days);
  lose(past.dated.unreadable);
  lose(past.unreadable);
  const { sector, windowDays } = policy;
  return [...points].map(({ observed, ...point }) => ({
    ...point,
    ...{ sector, rule, windowDays, isIncomplete, how: "computed" as const },
    observed: observed && toBounds(observed),
    assessment: null,
    assessedAt: null,
  }));
}

/** What the last stored assessment of each day has found of the rule, as far as it measured the same then. */
export async function storedPoints(
  { cloud, lose, options: { sector } }: Asked<{ sector: SectorId }>,
  rule: Rule,
  from: Day,
  to: Day,
): Promise<Point[]> {
  const found = new Map<string, Point>();
  for await (const { rows, unreadable } of cloud.summaries.between(sector, from, to)) {
    lose(unreadable);
    for (const { asOf, positions, windowDays, incomplete, id, assessedAt, rules } of rows) {
      for (const finding of rules) {
        if (finding.rule !== rule.id || !isDeepStrictEqual(finding.measure, rule.measure)) continue;
        const { group, observed, belowFloor: isBelowFloor = false } = finding;
        const key = JSON.stringify([asOf, group, windowDays]);
        if ((found.get(key)?.assessedAt ?? "") > assessedAt) continue;
        found.set(key, {
          ...{
            sector,
            rule,
            asOf,
            group,
            positions,
            observed,
            isBelowFloor,
            windowDays,
            isIncomplete: incomplete,
          },
          ...{ how: "stored", assessment: id, assessedAt },
        });
      }
    }
  }
  return [...found.values()];
}
