import { type Covering, solveCovering } from "./covering.ts";
import { countedBy, givingOrder, type RiskLine } from "./lines.ts";
import type { Target } from "./remedy.ts";
import { solveInWholes, wholeSum } from "./whole-covering.ts";

/**
 * For each removal that costs too much: the lines, in the same order, with the fraction of each that it costs.
 */
export type RemovalLines = readonly (readonly RiskLine[])[];

/** Lines for which every removal costs the same fraction, so that it does not matter which of them gives. */
interface Alike {
  risks: number[];
  exposure: number;
  /** The positions of its lines, in the order in which they give. */
  places: number[];
  gives: number;
}

/**
 * The smallest amounts that the lines must give so that no removal costs more than the target. It is a covering
 * problem, solved in fractions, rounded up to whole units, and improved when that is not the least. The answer
 * is checked with the measure itself, so it always clears.
 */
export function leastCover(removals: RemovalLines, total: number, target: Target): Float64Array {
  const groups = groupAlike(removals);
  const covering = {
    rows: removals.map((_, row) => groups.map(({ risks }) => risks[row] ?? 0)),
    need: removals.map((_, row) => countedAfter(groups, row) - target.limit * total),
    most: groups.map(({ exposure }) => exposure),
  };
  const counted = (row: number) => countedAfter(groups, row);
  const measured = (row: number) => countedBy(removals[row] ?? [], givenBy(groups, removals), "risk");
  const clears = () => covering.rows.every((_, row) => target.isInside(counted(row) / total));
  give(groups, roundedUp(covering, total));
  giveMore(groups, removals, { counted, total, target });
  takeBack(groups, total, target);
  const found = groups.map(({ gives }) => gives);
  const isBetter = (solution: readonly number[]) => {
    give(groups, solution);
    return clears();
  };
  give(groups, solveInWholes({ ...covering, scale: total, found, clears: isBetter }));
  // The measure adds line by line. When its rounding differs, it decides.
  giveMore(groups, removals, { counted: measured, total, target });
  return givenBy(groups, removals);
}

function give(groups: readonly Alike[], units: readonly number[]): void {
  for (const [at, group] of groups.entries()) group.gives = units[at] ?? 0;
}

function roundedUp({ rows, need, most }: Covering, total: number): number[] {
  const solution = solveCovering({
    rows,
    need: need.map((own) => own / total),
    most: most.map((own) => own / total),
  });
  return solution.map((part, at) =>
    Math.min(most[at] ?? 0, Math.max(0, Math.ceil(part * total - COVER_ROUNDING))),
  );
}

// A number that is whole apart from rounding is not rounded up.
const COVER_ROUNDING = 1e-6;

function groupAlike(removals: RemovalLines): Alike[] {
  const [lines = []] = removals;
  const groups = new Map<string, Alike>();
  const worst = lines.map((line, at) => ({
    ...line,
    risk: removals.reduce((sum, own) => sum + (own[at]?.risk ?? 0), 0),
  }));
  for (const { at, line } of givingOrder(worst)) {
    const risks = removals.map((own) => own[at]?.risk ?? 0);
    const name = risks.join(" ");
    const group = groups.get(name) ?? { risks, exposure: 0, places: [], gives: 0 };
    group.exposure += line.exposure;
    group.places.push(at);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** What a removal costs after the groups have given. */
function countedAfter(groups: readonly Alike[], row: number): number {
  return groups.reduce((sum, { exposure, gives, risks }) => sum + (exposure - gives) * (risks[row] ?? 0), 0);
}

interface Aim {
  /** What a removal costs now, in minor units. */
  counted: (row: number) => number;
  total: number;
  target: Target;
}

/** Adds what rounding left open, to the group where a unit has the largest effect. */
function giveMore(groups: Alike[], removals: RemovalLines, { counted, total, target }: Aim): void {
  for (const row of removals.keys()) {
    for (let cost = counted(row); !target.isInside(Math.min(cost, total) / total); cost = counted(row)) {
      const open = groups.filter(({ gives, exposure, risks }) => gives < exposure && (risks[row] ?? 0) > 0);
      const [first] = open.sort((a, b) => (b.risks[row] ?? 0) - (a.risks[row] ?? 0));
      if (first === undefined) break;
      const wanted = Math.floor((cost - target.limit * total) / (first.risks[row] ?? 1));
      first.gives += Math.max(1, Math.min(wanted, first.exposure - first.gives));
    }
  }
}

/** Takes back what rounding up gave too much, from the group where a unit has the smallest effect. */
function takeBack(groups: readonly Alike[], total: number, target: Target): void {
  const [first] = groups;
  const costs = (first?.risks ?? []).map((_, row) => countedAfter(groups, row));
  for (const group of groups.toSorted((a, b) => wholeSum(a.risks) - wholeSum(b.risks))) {
    const isSpare = () =>
      costs.every((cost, row) => target.isInside((cost + (group.risks[row] ?? 0)) / total));
    while (group.gives > 0 && isSpare()) {
      group.gives -= 1;
      for (const [row, risk] of group.risks.entries()) costs[row] = (costs[row] ?? 0) + risk;
    }
  }
}

/** What each line gives. The lines of a group give one after the other. */
function givenBy(groups: readonly Alike[], removals: RemovalLines): Float64Array {
  const [lines = []] = removals;
  const given = new Float64Array(lines.length);
  for (const { places, gives } of groups) {
    let left = gives;
    for (const at of places) {
      given[at] = Math.min(left, lines[at]?.exposure ?? 0);
      left -= given[at] ?? 0;
    }
  }
  return given;
}
