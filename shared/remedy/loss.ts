import type { Network } from "../look-through/network.ts";
import { type CellRisk, visitRemovals } from "../look-through/removal-visits.ts";
import type { Scope } from "../supply/scope.ts";
import { leastWhole } from "../values/least-whole.ts";
import { leastCover, type RemovalLines } from "./cover.ts";
import { holdersOf, unsureOf } from "./line-holders.ts";
import { countedBy, giversOf, leastGiven, OUT_OF_REACH, type RiskLine } from "./lines.ts";
import type { Move, NoMove, Taker, Target } from "./remedy.ts";
import { byTakes, type Holder, takerOf } from "./takers.ts";

/** What a loss is measured over. */
export interface LossScope {
  scope: Scope;
  network: Network;
  kind: "owner" | "country";
}

/**
 * The remedy for a limit on the largest loss by one removal: the smallest move after which no removal costs
 * more. Moving to new sources increases no loss, so only removals that cost too much now matter.
 */
export function moveFromLosses(from: LossScope, target: Target): Move | NoMove {
  const { total } = from.scope;
  if (!target.isInside(0)) return OUT_OF_REACH;
  // A new source may stop as well, so even a small one must not cost too much.
  const newSourceMost = mostInside(total, target);
  if (newSourceMost === 0) return { none: "anyone who sells anything at all would cost too much" };
  const beyond = removalsBeyond(from, target);
  const removals = beyond.map(({ lines }) => lines);
  const [worst = []] = removals;
  // A single removal is solved by the risk of the lines, exactly to the unit.
  const given = removals.length > 1 ? leastCover(removals, total, target) : leastGiven(worst, total, target);
  if (given === null) return OUT_OF_REACH;
  const givers = giversOf(worst, given, (at) => removals.map((lines) => lines[at]?.risk).join(" "));
  const exposure = givers.reduce((sum, giver) => sum + giver.exposure, 0);
  const holders = holdersOf(worstOf(removals), target.growth);
  const sums = sumsAfter(from, { given, exposure, holders: holders.free }, target);
  const takers = takersWithin(sums, holders.free, givers, target.limit * total);
  return {
    exposure,
    givers,
    takers,
    newSources: exposure - takers.reduce((sum, { takes }) => sum + takes, 0),
    unsure: unsureOf(givers, holders),
    clearsPossible: sums.every(({ possible }) => target.isInside(Math.min(possible, total) / total)),
    removals: beyond.map(({ key }) => key),
    downTo: null,
    newSourceMost,
    amongKnown: null,
  };
}

/** The most that one source may sell without costing too much when it stops. */
function mostInside(total: number, { isInside }: Target): number {
  const tooMuch = leastWhole(total, (units) => !isInside(units / total));
  return tooMuch === null ? total : tooMuch - 1;
}

/** The removals that cost too much, with what they cost of each line, worst first. */
function removalsBeyond({ scope, network, kind }: LossScope, target: Target) {
  const found: { key: string; lines: RiskLine[]; cost: number }[] = [];
  const nothing = new Float64Array(scope.cells.length);
  const visit = (key: string | null, certain: CellRisk, possible: CellRisk) => {
    if (key === null) return;
    const lines = scope.cells.map((cell) => ({
      key: cell.supplierId,
      item: cell.item,
      originCountry: cell.originCountry,
      exposure: cell.exposure,
      risk: certain(cell),
      possible: possible(cell),
    }));
    const cost = countedBy(lines, nothing, "risk");
    if (!target.isInside(Math.min(cost, scope.total) / scope.total)) found.push({ key, lines, cost });
  };
  visitRemovals(scope, network, kind, visit, ({ lower }) => !target.isInside(lower));
  return found.sort((a, b) => b.cost - a.cost || (a.key < b.key ? -1 : 1));
}

/** The lines, each with the most that any of these removals certainly and possibly costs of it. */
function worstOf(removals: RemovalLines): RiskLine[] {
  const [lines = []] = removals;
  return lines.map((line, at) => ({
    ...line,
    risk: removals.reduce((most, own) => Math.max(most, own[at]?.risk ?? 0), 0),
    possible: removals.reduce((most, own) => Math.max(most, own[at]?.possible ?? 0), 0),
  }));
}

/** What one removal certainly and possibly costs, in minor units, and what it costs of each holder's exposure. */
interface Sum {
  certain: number;
  possible: number;
  ofHolders: { certain: number; possible: number }[];
}

/** What lines give, how much that is, and the holders that may take it. */
interface Given {
  given: Float64Array;
  exposure: number;
  holders: Holder[];
}

/**
 * What removals cost after lines have given. Those are left out that stay inside the limit even if all that
 * moves counted for them.
 */
function sumsAfter(
  { scope, network, kind }: LossScope,
  { given, exposure, holders }: Given,
  target: Target,
): Sum[] {
  const { total } = scope;
  const sums: Sum[] = [];
  let clearsPossible = true;
  const nameOf = (key: string | null, item: string | null) => JSON.stringify([key, item]);
  const byHolder = Map.groupBy(scope.cells, ({ supplierId, item }) => nameOf(supplierId, item));
  const cellsOf = holders.map(({ key, item }) => byHolder.get(nameOf(key, item)) ?? []);
  const visit = (_key: string | null, certain: CellRisk, possible: CellRisk) => {
    const ofHolders = cellsOf.map((cells) => ({
      certain: Math.max(...cells.map(certain)),
      possible: Math.max(...cells.map(possible)),
    }));
    const sum: Sum = { certain: 0, possible: 0, ofHolders };
    for (const [at, cell] of scope.cells.entries()) {
      const left = cell.exposure - (given[at] ?? 0);
      sum.certain += left * certain(cell);
      sum.possible += left * possible(cell);
    }
    clearsPossible &&= isInside(sum.possible);
    sums.push(sum);
  };
  const isInside = (possible: number) => target.isInside(Math.min(possible, total) / total);
  visitRemovals(scope, network, kind, visit, ({ lower, upper }) => {
    const isTight = lower * total + exposure > target.limit * total;
    // Once the possible bound does not clear, no other removal can change that.
    return isTight || (clearsPossible && !isInside(upper * total + exposure));
  });
  return sums;
}

/**
 * Who takes how much, the largest holders first: within their room, and so that no removal costs more than
 * `most`. What they take is added to the sums.
 */
function takersWithin(sums: Sum[], holders: Holder[], givers: Move["givers"], most: number): Taker[] {
  const left = new Map<string | null, number>();
  for (const { item, exposure } of givers) left.set(item, (left.get(item) ?? 0) + exposure);
  const order = [...holders.entries()].sort(([, a], [, b]) => b.holds - a.holds || (a.key < b.key ? -1 : 1));
  const takers = order.flatMap(([at, holder]) => {
    const rooms = sums.map(({ certain, ofHolders }) => {
      const risk = ofHolders[at]?.certain ?? 0;
      return risk === 0 ? holder.room : Math.max(0, Math.floor((most - certain) / risk));
    });
    const given = left.get(holder.item);
    if (given === undefined) return [];
    const takes = Math.min(holder.room, given, ...rooms);
    left.set(holder.item, given - takes);
    for (const sum of sums) {
      sum.certain += takes * (sum.ofHolders[at]?.certain ?? 0);
      sum.possible += takes * (sum.ofHolders[at]?.possible ?? 0);
    }
    return takerOf(holder, takes);
  });
  return takers.sort(byTakes);
}
