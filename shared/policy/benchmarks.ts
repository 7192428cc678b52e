import type { Unit } from "../values/exposure.ts";
import type { SectorId } from "../values/identifier.ts";
import { type Benchmark, isComparable } from "./benchmark.ts";
import { type BrokenPolicy, isBroken, type Policies, soundPolicies, unknownSector } from "./policies.ts";
import type { Policy } from "./policy.ts";

/**
 * What is wrong with the benchmarks of a folder's policies, one sentence each. It stops no alert: with such a benchmark nothing
 * is compared.
 */
export function benchmarkProblems(policies: Policies): string[] {
  return soundPolicies(policies).flatMap(({ sector, benchmark, unit }) => {
    const problem = benchmark === undefined ? null : problemOf(benchmark, unit, policies);
    return problem === null ? [] : [`${sector}.json: field "benchmark.sector": ${problem}`];
  });
}

function problemOf({ sector }: Benchmark, unit: Unit, policies: Policies): string | null {
  const other = policies.get(sector);
  if (other === undefined) return unknownSector(sector, policies);
  if (isBroken(other) || isComparable(unit, other.unit)) return null;
  return `${sector} is measured in ${other.unit}: shares of it cannot stand beside shares of ${unit}`;
}

/** The policies in an order in which a benchmark comes before the sectors that are compared with it, except in a ring. */
export function benchmarksFirst(policies: Policies): (Policy | BrokenPolicy)[] {
  const ordered: (Policy | BrokenPolicy)[] = [];
  const begun = new Set<SectorId>();
  const add = (sector: SectorId) => {
    const policy = policies.get(sector);
    if (policy === undefined || begun.has(sector)) return;
    begun.add(sector);
    if (!isBroken(policy) && policy.benchmark !== undefined) add(policy.benchmark.sector);
    ordered.push(policy);
  };
  for (const sector of policies.keys()) add(sector);
  return ordered;
}
