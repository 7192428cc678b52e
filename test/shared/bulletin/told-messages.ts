import fc from "fast-check";
import type { Measure } from "../../../shared/policy/measure.ts";
import { factsOf } from "../../../shared/policy/measure-facts.ts";
import { type Limits, type Rule, valuesOf } from "../../../shared/policy/rule.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import type { Bounds } from "../../../shared/values/interval.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { type World, worlds } from "../../support/supply-worlds.ts";
import { flat, type Run, runAll } from "./telling.ts";

const china = { countries: ["CN"] };
const measures: Measure[] = [
  { kind: "share", of: { facet: "origin", ...china } },
  { kind: "direct", of: china },
  { kind: "look-through", of: china },
  { kind: "loss", of: "owner" },
  { kind: "unknown", facet: "origin" },
  { kind: "top", facet: "owner", n: 1 },
  { kind: "hhi", facet: "origin" },
  { kind: "effective", facet: "supplier" },
];

/** A sector in two states, one of them worse by its measure. */
export const lives = fc.record({
  measure: fc.constantFrom(...measures),
  by: fc.constantFrom<"item" | undefined>("item", undefined),
  // Amounts of cents as well as of billions.
  size: fc.constantFrom(1, 1e4, 1e8),
  one: worlds({ cycles: true }),
  other: worlds({ cycles: true }),
});
type Life = typeof lives extends fc.Arbitrary<infer One> ? One : never;

export type Told = "raised" | "worsened" | "eased" | "resolved" | "reminder";

/** Whether a sector is worse on its two days, and which of its limits lies between its states. */
export const ways: Record<Told, { worse: [boolean, boolean]; between: "warning" | "critical" }> = {
  raised: { worse: [false, true], between: "warning" },
  worsened: { worse: [false, true], between: "critical" },
  eased: { worse: [true, false], between: "critical" },
  resolved: { worse: [true, false], between: "warning" },
  reminder: { worse: [true, true], between: "warning" },
};

export const sideOf = ({ kind }: Measure) => (kind === "effective" ? "below" : "above");

function ruleWith({ measure, by }: Life, limits: Omit<Limits, "atLimit">): Rule {
  const groups = by === undefined ? {} : { by };
  return ruleOf({ id: "rule", measure, remindEveryDays: 7, ...groups, [sideOf(measure)]: limits });
}

function runOf({ positions, ...world }: World, { size }: Life, rule: Rule, asOf = "2026-07-31"): Run {
  const larger = positions.map((one) => ({ ...one, exposure: asMinor(one.exposure * size) }));
  return { asOf, ...world, positions: larger, policy: policyOf({ rules: [rule] }) };
}

/** The better and the worse state with what each is by its certain bound; `null` where they are the same. */
function compared(life: Life) {
  const { measure, one, other } = life;
  const { unit } = factsOf(measure);
  const any = ruleWith(life, { warning: unit === "points" ? 5000 : unit === "fraction" ? 0.5 : 2 });
  const states = [one, other].flatMap((world) => {
    const found = runAll(runOf(world, life, any)).assessment.rules[0]?.observed;
    const value = sideOf(measure) === "above" ? found?.lower : found?.upper;
    return value == null || !Number.isFinite(value) ? [] : { world, value };
  });
  const [low, high] = states.sort((a, b) => a.value - b.value);
  return low === undefined || high === undefined ? null : { low, high };
}

/** Limits of which one lies between two values. */
function limitsBetween(low: number, high: number, { measure }: Life, between: "warning" | "critical") {
  const middle = Number(((low + high) / 2).toFixed(4));
  const mild = Number((sideOf(measure) === "above" ? low / 2 : high * 2).toFixed(4));
  const least = factsOf(measure).unit === "fraction" ? 0 : 2;
  if (middle <= low || middle >= high || Math.min(mild, middle) < least) return null;
  if (Math.max(mild, middle) > valuesOf(measure).largest) return null;
  return between === "warning" ? { warning: middle } : { warning: mild, critical: middle };
}

export interface Message {
  subject: string;
  lead: string;
  measure: Measure;
  limits: number[];
  limit: number;
  found: Bounds;
  /** All exposure, added up by the test. */
  whole: number;
}

/** The message of the second day, where it tells what is asked for. */
export function messageOf(event: Told, life: Life): Message | null {
  const { worse, between } = ways[event];
  const { low, high } = compared(life) ?? {};
  const limits = low && high && limitsBetween(low.value, high.value, life, between);
  if (low === undefined || high === undefined || limits == null) return null;
  const isAbove = sideOf(life.measure) === "above";
  const [first, second] = worse.map((isWorse) => (isWorse === isAbove ? high.world : low.world));
  if (first === undefined || second === undefined) return null;
  const rule = ruleWith(life, limits);
  const { bulletin, assessment } = runAll(
    runOf(first, life, rule, "2026-07-24"),
    runOf(second, life, rule, "2026-07-31"),
  );
  const [news, ...others] = bulletin?.events ?? [];
  const found = assessment.rules.find(({ group }) => group === news?.group)?.observed;
  if (bulletin === null || news?.event !== event || others.length > 0 || found == null) return null;
  return {
    subject: bulletin.subject,
    lead: flat(bulletin.text.split("\n\n")[0] ?? ""),
    measure: life.measure,
    limits: Object.values(limits),
    limit: news.limit ?? Number.NaN,
    found,
    whole: second.positions.reduce((sum, { exposure }) => sum + exposure * life.size, 0) / 100,
  };
}
