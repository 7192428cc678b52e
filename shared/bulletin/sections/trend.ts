import type { Observation } from "../../assessment/observation.ts";
import type { Trend } from "../../assessment/summary.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { titleName } from "../../text/alert-name.ts";
import { pointsAfter, valuesText } from "../../text/measured-value.ts";

/** The last values of a rule's measure, oldest first: the certain bound, and beside it the possible one. */
export function beforeSection({ rule, group }: Observation, trend: Trend): string[] {
  const points = trend.summaries.flatMap(({ asOf, rules }) => {
    const found = rules.find((finding) => finding.rule === rule.id && finding.group === group);
    const isSame = found !== undefined && JSON.stringify(found.measure) === JSON.stringify(rule.measure);
    return isSame && found.observed !== null ? [{ asOf, ...found.observed }] : [];
  });
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return [];
  const title = `BEFORE: ${titleName(rule.title, group)}${factsOf(rule.measure).unit === "fraction" ? `, %${pointsAfter(rule.measure)}` : ""}`;
  const days = `${first.asOf} to ${last.asOf}${trend.isWeekly ? ", the last of each week" : ""}`;
  const isRange = points.some(({ lower, upper }) => lower !== upper);
  const row = (name: string, values: (number | null)[]) => `  ${name}${valuesText(values, rule.measure)}`;
  return [
    `${title}, ${days}`,
    row(
      isRange ? "certain  " : "",
      points.map(({ lower }) => lower),
    ),
    ...(isRange
      ? [
          row(
            "possible ",
            points.map(({ upper }) => upper ?? Number.POSITIVE_INFINITY),
          ),
        ]
      : []),
  ];
}
