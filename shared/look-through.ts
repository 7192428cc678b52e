import { type Chain, findChains } from "./chain.ts";
import { fraction, type Interval } from "./interval.ts";
import {
  lowerRisk,
  type Network,
  type RemovedSet,
  solverFor,
  type TracedScope,
  upperRisk,
} from "./network.ts";
import { byRisk, shareLost } from "./optional-risk.ts";
import type { Risk, RiskSolver } from "./risk.ts";

/** What a scope loses when a set is removed from the world, through any tier. */
export interface Loss extends Interval {
  /** The chains that carry most of the certain loss, largest first. */
  chains: Chain[];
}

/** One removal of a ranking. */
export interface Removal {
  kind: "owner" | "country";
  key: string;
  loss: Interval;
}

// As many as a reader can check.
const MOST_CHAINS = 3;

/**
 * Removes a set and looks at what each scope loses: the share at risk through any tier, never less than the direct
 * dependency, with its chains; `null` for a scope without exposure. The risk is only valid within `inspect`.
 */
export function inspectRemoval<Result>(
  scopes: readonly TracedScope[],
  set: RemovedSet,
  network: Network,
  inspect: (scope: TracedScope, risk: Risk, loss: Loss) => Result,
): (Result | null)[] {
  const { solver, members } = solverFor(network, set);
  return solver.removing(members, (risk) =>
    scopes.map((scope) =>
      scope.total === 0 ? null : inspect(scope, risk, lossWithChains(scope, set, network, risk)),
    ),
  );
}

/** What each scope loses if the set is removed. */
export function lookThrough(
  scopes: readonly TracedScope[],
  set: RemovedSet,
  network: Network,
): (Loss | null)[] {
  return inspectRemoval(scopes, set, network, (_scope, _risk, loss) => loss);
}

/** What each scope loses by each country, one at a time: the same as a look-through of each, solved with one solver. */
export function lookThroughCountries(
  scopes: readonly TracedScope[],
  countries: readonly string[],
  network: Network,
): (Loss | null)[][] {
  const membersOf = groupNodes(network, "control");
  const { solver } = solverFor(network, { countries: [NOT_A_KEY] });
  return countries.map((country) => {
    const set = { countries: [country] };
    return solver.removing(membersOf.get(country) ?? [], (risk) =>
      scopes.map((scope) => (scope.total === 0 ? null : lossWithChains(scope, set, network, risk))),
    );
  });
}

function lossWithChains(scope: TracedScope, set: RemovedSet, network: Network, risk: Risk): Loss {
  return { ...lossOf(scope, set, risk), chains: findChains(scope.cells, set, network, risk, MOST_CHAINS) };
}

/** Share of exposure with suppliers whose inputs are declared. */
export function mappedShare({ cells, total }: TracedScope, { graph }: Network): number {
  let mapped = 0;
  for (const { node, exposure } of cells) {
    if ((graph.inputStart[node] ?? 0) < (graph.inputStart[node + 1] ?? 0)) mapped += exposure;
  }
  return mapped / total;
}

/** What a scope loses by single removals. */
export interface Ranking {
  removals: Removal[];
  /** The most that it may lose by one of whom not even the name is known. */
  unnamed: Record<Removal["kind"], number>;
}

/**
 * Removes every owner and every country that the sector reaches, one at a time (N−1), and ranks them by what each
 * scope loses. The first is the scope's single point of failure.
 *
 * What does not depend on the removal (components, the state before) is solved once per kind. Each removal then
 * costs the links below its members and one pass over the scopes' cells: in all, removals × (cells + links below).
 */
export function rankRemovals(scopes: readonly TracedScope[], network: Network): Ranking[] {
  const measured = scopes.filter(({ total }) => total > 0);
  const rankings = new Map(measured.map((scope) => [scope, emptyRanking()]));
  for (const { kind, key, set, solver, members } of removalsOf(network, measured)) {
    solver.removing(members, (risk) => {
      for (const [scope, { removals, unnamed }] of rankings) {
        const loss = lossOf(scope, set, risk);
        if (key === null) unnamed[kind] = loss.upper;
        else removals.push({ kind, key, loss });
      }
    });
  }
  for (const { removals } of rankings.values()) removals.sort(byLoss);
  return scopes.map((scope) => rankings.get(scope) ?? emptyRanking());
}

function emptyRanking(): Ranking {
  return { removals: [], unnamed: { owner: 0, country: 0 } };
}

interface RemovalCase {
  kind: Removal["kind"];
  /** `null` stands for one who is not known at all. */
  key: string | null;
  set: RemovedSet;
  solver: RiskSolver;
  members: number[];
}

function* removalsOf(network: Network, scopes: readonly TracedScope[]): Generator<RemovalCase> {
  const owners = groupNodes(network, "owner");
  const noOwner = { owners: [NOT_A_KEY] };
  const ownerSolver = solverFor(network, noOwner).solver;
  yield { kind: "owner", key: null, set: noOwner, solver: ownerSolver, members: [] };
  for (const [key, members] of owners) {
    yield { kind: "owner", key, set: { owners: [key] }, solver: ownerSolver, members };
  }
  const countries = groupNodes(network, "control");
  for (const { originCountry } of scopes.flatMap(({ cells }) => cells)) {
    if (originCountry !== null && !countries.has(originCountry)) countries.set(originCountry, []);
  }
  const noCountry = { countries: [NOT_A_KEY] };
  const countrySolver = solverFor(network, noCountry).solver;
  yield { kind: "country", key: null, set: noCountry, solver: countrySolver, members: [] };
  for (const [key, members] of countries) {
    yield { kind: "country", key, set: { countries: [key] }, solver: countrySolver, members };
  }
}

// Belongs to nobody: asks only whose answer is missing.
const NOT_A_KEY = "\u0000";

function groupNodes({ affiliations }: Network, by: "owner" | "control"): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [node, affiliation] of affiliations.entries()) {
    const key = affiliation[by];
    if (key === null) continue;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [node]);
    else members.push(node);
  }
  return groups;
}

function lossOf({ cells, optional, total }: TracedScope, set: RemovedSet, risk: Risk): Interval {
  let certain = 0;
  let possible = 0;
  for (const cell of cells) {
    certain += cell.exposure * lowerRisk(cell, set, risk);
    possible += cell.exposure * upperRisk(cell, set, risk);
  }
  const lost = { lower: Math.min(certain, total), upper: Math.min(possible, total) };
  if (optional.length === 0) return fraction(lost.lower, lost.upper, total);
  return shareLost(lost, total, {
    lower: byRisk(optional, (cell) => lowerRisk(cell, set, risk)),
    upper: byRisk(optional, (cell) => upperRisk(cell, set, risk)),
  });
}

function byLoss(a: Removal, b: Removal): number {
  return b.loss.lower - a.loss.lower || b.loss.upper - a.loss.upper || (a.key < b.key ? -1 : 1);
}
