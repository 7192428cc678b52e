import { inspectRemoval } from "../../look-through/look-through.ts";
import { lowerRisk, type Network, upperRisk } from "../../look-through/network.ts";
import { madeIn, type RemovedSet } from "../../look-through/removed-set.ts";
import { type ComparedCell, compareCells } from "../../measures/compared-cells.ts";
import { type AffiliatedCell, NO_NODE } from "../../supply/affiliated-cell.ts";
import type { Belongs } from "../../supply/membership.ts";
import type { Scope } from "../../supply/scope.ts";
import type { Interval } from "../../values/interval.ts";

/**
 * A part of a cell: what it adds to the change when all of it is lost, and whether its origin decides that it
 * is lost.
 */
interface CellPart {
  weight: number;
  origin: Belongs;
}

interface Seller {
  risk: Interval;
  parts: CellPart[];
}

/**
 * By how much the share at risk has risen. A supplier loses the same fraction of everything that it sells in
 * both windows, and a position has the same origin in both.
 */
export function changeOfRisk(
  now: { scope: Scope; network: Network },
  then: { scope: Scope; network: Network },
  set: RemovedSet,
): Interval {
  const risks = new Map([...risksIn(then, set), ...risksIn(now, set)]);
  const sellers = new Map<string, Seller>();
  for (const [at, compared] of compareCells(now.scope, then.scope).entries()) {
    const { supplierId, originCountry } = compared.cell;
    const origin = madeIn(originCountry, set);
    const weights = weightsOf(compared, now.scope.total, then.scope.total);
    // Each part without a supplier may have one that loses nothing, or one that loses everything.
    for (const [part, weight] of weights.entries()) {
      const id = supplierId ?? `\u0000${at} ${part}`;
      const seller = sellers.get(id) ?? { risk: risks.get(id) ?? { lower: 0, upper: 1 }, parts: [] };
      seller.parts.push({ weight, origin });
      sellers.set(id, seller);
    }
  }
  const bound = (choose: Choose) =>
    [...sellers.values()].reduce((sum, seller) => sum + extremeOf(seller, choose), 0);
  return { lower: bound(Math.min), upper: bound(Math.max) };
}

type Choose = (a: number, b: number) => number;

function weightsOf({ now, before, both }: ComparedCell, totalNow: number, totalThen: number): number[] {
  return [now / totalNow, 0 - before / totalThen, both / totalNow - both / totalThen];
}

/** The parts of a seller add up to a linear function of what it loses, so the extremes are at its bounds. */
function extremeOf({ risk, parts }: Seller, choose: Choose): number {
  const at = (lost: number) =>
    parts.reduce((sum, { weight, origin }) => {
      if (origin === "yes") return sum + weight;
      const sold = weight * lost;
      return sum + (origin === "maybe" ? choose(weight, sold) : sold);
    }, 0);
  return choose(at(risk.lower), at(risk.upper));
}

/** The fraction that each seller of a scope loses. */
function risksIn(
  { scope, network }: { scope: Scope; network: Network },
  set: RemovedSet,
): Map<string, Interval> {
  const [risks] = inspectRemoval([scope], set, network, ({ cells }, risk) => {
    // A cell without an origin has the risk of its seller.
    const soldBy = (cell: AffiliatedCell) => ({ ...cell, originCountry: NOWHERE });
    return new Map(
      cells.flatMap((cell): [string, Interval][] => {
        if (cell.supplierId === null || cell.node === NO_NODE) return [];
        const sold = soldBy(cell);
        return [[cell.supplierId, { lower: lowerRisk(sold, set, risk), upper: upperRisk(sold, set, risk) }]];
      }),
    );
  });
  return risks ?? new Map();
}

// A country that is in no set.
const NOWHERE = "\u0000";
