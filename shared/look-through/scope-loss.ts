import { NO_NODE } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { type SellerTotals, sellerTotals } from "../supply/seller-totals.ts";
import type { Interval } from "../values/interval.ts";
import {
  inOrderOfRisk,
  NOTHING_OPTIONAL,
  type OptionalRisk,
  type RiskOfExposure,
  shareLost,
} from "./optional-risk.ts";
import { madeIn, type RemovedSet } from "./removed-set.ts";
import type { Risk } from "./risk.ts";

/** The share of a scope's exposure that is lost. The scope must have exposure. */
export function lossOf({ cells, optional, total }: Scope, set: RemovedSet, risk: Risk): Interval {
  const { lower, upper } = exposureLost(sellerTotals(cells), set, risk);
  const lost = { lower: Math.min(lower, total), upper: Math.min(upper, total) };
  return shareLost(lost, total, optionalRisk(sellerTotals(optional), set, risk));
}

/** The exposure that is lost, in minor units. By rounding, it may be a little more than there is. */
export function exposureLost(sellers: SellerTotals, set: RemovedSet, risk: Risk): Interval {
  let [lower, upper] = [0, 0];
  visitSellers(sellers, set, (node, { made, maybeMade, other }) => {
    lower += made + (maybeMade + other) * lowerOf(node, risk);
    upper += made + maybeMade + other * upperOf(node, risk);
  });
  return { lower, upper };
}

/** What is lost of exposure that may belong to a scope or not. */
export function optionalRisk(sellers: SellerTotals, set: RemovedSet, risk: Risk): OptionalRisk {
  if (sellers.nodes.length === 0) return NOTHING_OPTIONAL;
  const [certain, possible]: [RiskOfExposure[], RiskOfExposure[]] = [[], []];
  visitSellers(sellers, set, (node, { made, maybeMade, other }) => {
    const [lower, upper] = [lowerOf(node, risk), upperOf(node, risk)];
    if (made > 0) certain.push([1, made]);
    if (maybeMade + other > 0) certain.push([lower, maybeMade + other]);
    if (made + maybeMade > 0) possible.push([1, made + maybeMade]);
    if (other > 0) possible.push([upper, other]);
  });
  return {
    certain: inOrderOfRisk(certain, "least first"),
    possible: inOrderOfRisk(possible, "most first"),
  };
}

/** The exposure of one seller that is made in a removed country, that may be, and the rest, in minor units. */
interface SoldExposure {
  made: number;
  maybeMade: number;
  other: number;
}

/** Visits each seller: its node, and what it sells to the scope by where that is made. What is passed is only valid within. */
export function visitSellers(
  { nodes, whole, partStart, originAt, exposure, origins }: SellerTotals,
  set: RemovedSet,
  visit: (node: number, sold: SoldExposure) => void,
): void {
  const answers = origins.map((origin) => madeIn(origin, set));
  const dependsOnOrigin = answers.some((answer) => answer !== "no");
  const sold = { made: 0, maybeMade: 0, other: 0 };
  for (let seller = 0; seller < nodes.length; seller += 1) {
    sold.made = 0;
    sold.maybeMade = 0;
    sold.other = whole[seller] ?? 0;
    const last = dependsOnOrigin ? (partStart[seller + 1] ?? 0) : 0;
    for (let part = partStart[seller] ?? 0; part < last; part += 1) {
      const answer = answers[originAt[part] ?? 0];
      if (answer === "no") continue;
      sold[answer === "yes" ? "made" : "maybeMade"] += exposure[part] ?? 0;
      sold.other -= exposure[part] ?? 0;
    }
    visit(nodes[seller] ?? NO_NODE, sold);
  }
}

function lowerOf(node: number, { lower }: Risk): number {
  return node === NO_NODE ? 0 : (lower[node] ?? 0);
}

/** An unknown seller may be anybody. */
function upperOf(node: number, { upper }: Risk): number {
  return node === NO_NODE ? 1 : (upper[node] ?? 1);
}
