import { type Assessment, measuredSector } from "../assessment/assessment.ts";
import { isStale } from "../assessment/staleness.ts";
import { type Benchmark, isComparable } from "../policy/benchmark.ts";
import { isBroken, type Policies } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import { type Wording, wordingOf } from "../policy/wording.ts";
import type { Day } from "../values/day.ts";
import type { Unit } from "../values/exposure.ts";
import type { CountryCode, SectorId } from "../values/identifier.ts";
import { type Comparison, compare } from "./compare.ts";

/** Why nothing stands beside a sector. */
export const lacks = [
  "no-policy",
  "never-assessed",
  "unreadable",
  "policy-changed",
  "own-policy-changed",
  "other-unit",
  "counted-otherwise",
  "empty",
  "no-item",
] as const;
export type Lack = (typeof lacks)[number];

/** A sector beside its benchmark: each compared measure with the figures of both; or why there is none. */
export type Beside = BesideFigures | BesideNothing;

interface BesideNothing {
  sector: SectorId;
  title: string;
  lack: Lack;
}

/** The benchmark, its last assessment up to the sector's day, and what is compared. */
export interface BesideFigures {
  sector: SectorId;
  title: string;
  /** Countries whose goods are left out of both. */
  originsExcept?: CountryCode[];
  /** Where the figures come from, as the policy says. */
  source?: string;
  assessment: string;
  asOf: Day;
  windowDays: number;
  windowEnd: Day;
  unit: Unit;
  /** The share of its exposure that comes from illustrative positions. */
  illustrative: number;
  /** Whether its newest position is too old on the day of the sector. */
  stale: boolean;
  incomplete: boolean;
  comparisons: Comparison[];
  /** What readers call the compared items, by the code of each that has a title; absent where none has. */
  itemTitles?: { ours: Record<string, string>; theirs: Record<string, string> };
}

/** What is known of a benchmark: its last assessment; `null` when there is none, or it cannot be read. */
export interface FoundBenchmark {
  assessment: Assessment | null;
  isUnreadable: boolean;
}

/** What a benchmark is compared by. `hashOf` gives the `policyHash` of a policy. */
export interface ComparedBy {
  policies: Policies;
  hashOf: (policy: Policy) => string;
}

/** A sector beside its benchmark; `null` for a sector without one. */
export function besideOf(
  policy: Policy,
  own: Assessment,
  found: FoundBenchmark,
  by: ComparedBy,
): Beside | null {
  const { benchmark } = policy;
  if (benchmark === undefined) return null;
  const { sector } = benchmark;
  const other = by.policies.get(sector);
  const title = other === undefined || isBroken(other) ? sector.replaceAll("-", " ") : other.title;
  const nothing = (lack: Lack): BesideNothing => ({ sector, title, lack });
  if (other === undefined || isBroken(other)) return nothing("no-policy");
  const { assessment: theirs } = found;
  if (theirs === null) return nothing(found.isUnreadable ? "unreadable" : "never-assessed");
  // How countries were counted is not known otherwise.
  if (by.hashOf(other) !== theirs.policyHash) return nothing("policy-changed");
  if (by.hashOf(policy) !== own.policyHash) return nothing("own-policy-changed");
  if (!isComparable(own.unit, theirs.unit)) return nothing("other-unit");
  if (!isCountedAlike(other, policy)) return nothing("counted-otherwise");
  if (measuredSector(theirs) === null) return nothing("empty");
  const comparisons = measuredSector(own) === null ? [] : compare(policy, own, theirs, benchmark);
  if (comparisons === "no-item") return nothing("no-item");
  return {
    ...factsOf(theirs, benchmark, title),
    stale: isStale(other, theirs.newestDate, own.asOf),
    comparisons,
    ...titlesOf(comparisons, policy, other),
  };
}

function titlesOf(
  comparisons: readonly Comparison[],
  policy: Policy,
  other: Policy,
): Pick<BesideFigures, "itemTitles"> {
  const titled = (items: readonly string[], { items: titles }: Wording) =>
    Object.fromEntries(items.flatMap((item) => (titles.has(item) ? [[item, titles.get(item) ?? item]] : [])));
  const ours = titled(
    comparisons.flatMap((one) => one.ours.items),
    wordingOf(policy),
  );
  const theirs = titled(
    comparisons.flatMap((one) => one.theirs.items),
    wordingOf(other),
  );
  return Object.keys({ ...ours, ...theirs }).length === 0 ? {} : { itemTitles: { ours, theirs } };
}

function factsOf(
  { id, asOf, windowDays, windowEnd, unit, illustrative, incomplete }: Assessment,
  { sector, originsExcept, source }: Benchmark,
  title: string,
): Omit<BesideFigures, "stale" | "comparisons"> {
  return {
    ...{ sector, title, assessment: id, asOf, windowDays, windowEnd, unit, illustrative, incomplete },
    ...(originsExcept === undefined ? {} : { originsExcept }),
    ...(source === undefined ? {} : { source }),
  };
}

/** Whether each country that the benchmark counts as another counts as the same one in the sector. */
function isCountedAlike(benchmark: Policy, { countAs = {} }: Policy): boolean {
  return Object.entries(benchmark.countAs ?? {}).every(([from, to]) => countAs[from] === to);
}
