import type { Observation } from "../../assessment/observation.ts";
import type { Trend } from "../../assessment/trend.ts";
import { groupTitle, type ItemOf } from "../../policy/item-names.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { titleName } from "../../text/alert-name.ts";
import { dayText } from "../../text/day-text.ts";
import { pointsAfter, rangeText, valuesText } from "../../text/measured-value.ts";
import type { News } from "../news.ts";

/** The last values of a rule's measure, oldest first: the certain bound, and beside it the possible one. */
export function beforeSection(
  { rule, group }: Observation,
  trend: Trend,
  heading: string,
  itemOf: ItemOf,
): string[] {
  const points = trend.summaries.flatMap(({ asOf, rules }) => {
    const found = rules.find((finding) => finding.rule === rule.id && finding.group === group);
    const isSame = found !== undefined && JSON.stringify(found.measure) === JSON.stringify(rule.measure);
    return isSame && found.observed !== null ? [{ asOf, ...found.observed }] : [];
  });
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return [];
  const unit = factsOf(rule.measure).unit === "fraction" ? `, %${pointsAfter(rule.measure)}` : "";
  const days = `${dayText(first.asOf)} to ${dayText(last.asOf)}${trend.isWeekly ? ", the last of each week" : ""}`;
  const isRange = points.some(({ lower, upper }) => lower !== upper);
  const row = (name: string, values: (number | null)[]) => `  ${name}${valuesText(values, rule.measure)}`;
  return [
    `${heading}, ${days}`,
    `  ${titleName(rule.title, groupTitle({ group, by: rule.by }, itemOf))}${unit}`,
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

/** What was found before, or told last, where there are no earlier values of the same measure. */
export function wasSection(worst: News, heading: string): string[] {
  if (worst.scope === "sector" || worst.before === null) return [];
  const { before, measure, change, title, groupTitle: shown } = worst;
  const value = rangeText(change?.from.measure ?? measure, before);
  return [heading, `  ${titleName(title, shown)}: ${value} on ${dayText(before.asOf)}`];
}
