import type { Assessment } from "../assessment/assessment.ts";
import type { Benchmark } from "../policy/benchmark.ts";
import { isSameMeasure } from "../policy/definition.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import { asMinor, toUnit } from "../values/exposure.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Bounds, Interval } from "../values/interval.ts";
import { comparedOf } from "./comparable.ts";
import { madeIn, measuredIn } from "./made-in.ts";

/** One measure of both sectors over the compared items. */
export interface Comparison {
  measure: Measure;
  /** The rules, with their items, that it stands beside. */
  rules: { rule: RuleId; group: string | null }[];
  ours: Side;
  theirs: Side;
}

/** The figures of one of them. */
export interface Side {
  items: string[];
  /** What is looked at, in its own unit: with goods of unknown origin in the upper bound, where they may be left out. */
  exposure: Interval;
  observed: Bounds;
}

/** Each measure that can be compared, once, with the rules that it stands beside; `"no-item"` when both have none in common. */
export function compare(
  policy: Policy,
  own: Assessment,
  theirs: Assessment,
  benchmark: Benchmark,
): Comparison[] | "no-item" {
  const items = itemsBoth(own, theirs, benchmark);
  if (items.size === 0) return "no-item";
  const comparisons: Comparison[] = [];
  for (const { rule, group, measure, ours } of asked(policy, own, items)) {
    const same = comparisons.find(
      (one) => isSameMeasure(one.measure, measure) && isSameList(one.ours.items, ours),
    );
    if (same !== undefined) {
      same.rules.push({ rule, group });
      continue;
    }
    const mapped = [...new Set(ours.flatMap((item) => items.get(item) ?? []))];
    const [here, there] = [sideOf(measure, own, ours, policy), sideOf(measure, theirs, mapped, policy)];
    if (here === null || there === null) continue;
    comparisons.push({ measure, rules: [{ rule, group }], ours: here, theirs: there });
  }
  return comparisons;
}

interface Asked {
  rule: RuleId;
  group: string | null;
  /** What of its measure is compared. */
  measure: Measure;
  /** The items of the sector that it is compared over. */
  ours: string[];
}

/** What is to be compared for the rules of a sector. A program has no counterpart in a benchmark. */
function asked(policy: Policy, own: Assessment, items: ReadonlyMap<string, string>): Asked[] {
  return own.rules.flatMap(({ rule, group, measure: whole }): Asked[] => {
    const inPolicy = policy.rules.find(({ id }) => id === rule);
    const measure = comparedOf(whole);
    if (inPolicy === undefined || measure === null || inPolicy.by === "program" || isLeftOut(measure, policy))
      return [];
    if (group === null) return [{ rule, group, measure, ours: [...items.keys()] }];
    return items.has(group) ? [{ rule, group, measure, ours: [group] }] : [];
  });
}

/** Whether a measure is about a country whose goods are left out. */
function isLeftOut(measure: Measure, { benchmark }: Policy): boolean {
  return factsOf(measure).names.countries.some((country) => benchmark?.originsExcept?.includes(country));
}

/** Each item of the sector with exposure, with the item of the benchmark with exposure that it stands beside. */
function itemsBoth(own: Assessment, theirs: Assessment, { items }: Benchmark): ReadonlyMap<string, string> {
  const [ours, others] = [itemsWith(own), itemsWith(theirs)];
  const pairs = [...ours].map((item) => [item, items === undefined ? item : items[item]] as const);
  return new Map(
    pairs.flatMap(([item, other]) => (other !== undefined && others.has(other) ? [[item, other]] : [])),
  );
}

function itemsWith({ scopes }: Assessment): Set<string> {
  return new Set(scopes.flatMap((scope) => (scope.item === null || "empty" in scope ? [] : [scope.item])));
}

/** The figures of one sector; `null` where none of its goods are left, or it does not list all countries of them. */
function sideOf(
  measure: Measure,
  assessment: Assessment,
  items: string[],
  { countAs, benchmark }: Policy,
): Side | null {
  const except = new Set(benchmark?.originsExcept);
  const totals = madeIn(assessment, { items: new Set(items), except, countAs });
  if (totals === null || totals.total === 0) return null;
  const observed = measuredIn(measure, totals);
  if (observed === null) return null;
  const exposure = (minor: number) => toUnit(asMinor(minor), assessment.unit);
  const certain = except.size === 0 ? totals.total : totals.total - totals.unknown;
  return { items, exposure: { lower: exposure(certain), upper: exposure(totals.total) }, observed };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
