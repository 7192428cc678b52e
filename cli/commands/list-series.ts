import { Option } from "commander";
import { loadReplayPast } from "../../functions/reading/replay-past.ts";
import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { groupTitle, groupTitles, itemsWithCodes } from "../../shared/policy/item-names.ts";
import type { Titles } from "../../shared/policy/named-group.ts";
import { listsFor } from "../../shared/policy/own-lists.ts";
import { policyFor } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { addDays, type Day, dayOf } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { daysAsked } from "../backtest/asked-days.ts";
import { withCompanyIds } from "../input/asked-companies.ts";
import { groupAsked } from "../input/asked-group.ts";
import { measureAsked, sameRule } from "../input/asked-measure.ts";
import { ruleAsked } from "../input/asked-rule.ts";
import { dayAsked } from "../input/day-flag.ts";
import { UsageError } from "../input/usage-error.ts";
import { type ListedPoint, seriesForms } from "../text/series.ts";
import { type Asked, tableCommand } from "./list-table.ts";
import { computedPoints, storedPoints } from "./series-points.ts";

interface ListSeriesOptions {
  sector: SectorId;
  rule?: string;
  measure?: string;
  by?: string;
  group?: string;
  every: string;
  from?: Day;
  to?: Day;
}

/** Adds `list series`. */
export const addListSeries = tableCommand<ListSeriesOptions, ListedPoint>({
  name: "series",
  description:
    "a measure over time: computed from the positions as of each day, and as assessments stored it at the time",
  examples: [
    [
      "list series --sector us-storage-imports --rule china-origin --to 2026-07-31 --dir .chokepoint-samples",
      "what a rule measures, month by month, on the samples",
    ],
    [
      "list series --sector ai --measure hhi:owner --by item --to 2026-07-31 --every 3m --dir .chokepoint-samples",
      "a measure that no rule has, for each item",
    ],
    [
      "list series --sector ai --measure look-through:country:China --csv",
      "a year of your own data, as a table",
    ],
  ],
  accept: (command) =>
    command
      .requiredOption("--sector <sector>", "the sector")
      .option("--rule <rule>", "what a rule measures: its id or title")
      .addOption(
        new Option(
          "--measure <measure>",
          "or any measure: hhi:owner, look-through:country:China, share:list:1260h",
        ).conflicts("rule"),
      )
      .addOption(new Option("--by <groups>", "with --measure: in each of these").choices(["item", "program"]))
      .option("--group <group>", "one item, by code or title, or one program, of a measure that has several")
      .option("--every <rhythm>", "a day every so many days, weeks or months: 7d, 2w, 1m", "30d")
      .option("--from <day>", "the first day; 360 days before the last unless given", dayAsked("--from"))
      .option("--to <day>", "the last day; today unless given", dayAsked("--to")),
  csvIs: "a line for each value",
  forms: seriesForms,
  rows: listedSeries,
});

const DAYS_BEFORE = 360;

async function* listedSeries(asked: Asked<ListSeriesOptions>): AsyncGenerator<ListedPoint> {
  const { options, policies } = asked;
  const policy = usablePolicy(policyFor(policies, options.sector));
  const named = ruleOf(options, policy);
  const { to = dayOf(new Date()), every } = options;
  const days = daysAsked({ from: options.from ?? addDays(to, -DAYS_BEFORE), to, every });
  const past = await loadReplayPast(asked.cloud, policy.sector, [{ ...policy, rules: [named] }], days);
  const rule =
    options.rule === undefined
      ? withCompanyIds(named, { ...past, fold: past.dated.positions }, policy)
      : named;
  const computed = computedPoints(asked, past, policy, rule, days);
  const own = options.rule === undefined ? sameRule(rule, policy) : rule;
  const stored = own === undefined ? [] : await storedPoints(asked, own, days[0] ?? to, to);
  const itemOf = itemsWithCodes(policy);
  const points = [...stored, ...computed].map((point) => ({
    ...point,
    hasLimits: options.rule !== undefined,
    groupShown: groupTitle({ group: point.group, by: rule.by }, itemOf),
  }));
  const group =
    options.group === undefined ? null : groupOf(options.group, points, groupTitles(rule, policy));
  yield* points.filter((point) => group === null || point.group === group).sort(byDay);
}

function ruleOf({ rule, measure, by }: ListSeriesOptions, policy: Policy): Rule {
  if (by !== undefined && measure === undefined) throw new UsageError("--by needs --measure");
  if (rule !== undefined) return ruleAsked(rule, policy);
  if (measure === undefined) throw new UsageError("say what to show, by --rule or --measure");
  return measureAsked(measure, by, listsFor(policy));
}

function byDay(a: ListedPoint, b: ListedPoint): number {
  const keyOf = ({ asOf, group, assessedAt }: ListedPoint) =>
    [asOf, group ?? "", assessedAt ?? "~"].join("\0");
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function groupOf(asked: string, points: readonly ListedPoint[], titles: Titles): string {
  const groups = [...new Set(points.flatMap(({ group }) => group ?? []))].sort();
  return groupAsked(asked, groups, titles, "is no group of it on any of these days");
}
