import type { CountryCode } from "../values/identifier.ts";
import { type HeldShares, solveHeld } from "./held-shares.ts";
import { type HolderGraph, holderGraphOf, type Side } from "./holder-graph.ts";
import { controlOf, holdersOf } from "./holder-table.ts";
import type { Belongs } from "./membership.ts";
import type { Suppliers } from "./supplier.ts";

/** What counts as influence: a part held by one holder from these countries, or by all of them together, as fractions. */
export interface InfluenceLimits {
  countries: readonly CountryCode[];
  single: number;
  together: number;
}

/** Whose suppliers they are, and the fraction of a company that is control of it. */
interface Held {
  suppliers: Suppliers;
  controlStake: number;
}

/** Answers `influencedFrom`, each supplier once for the same limits. */
export function rememberInfluence(held: Held): (supplierId: string, limits: InfluenceLimits) => Belongs {
  const known = new Map<string, Map<string, Belongs>>();
  return (supplierId, limits) => {
    const asked = JSON.stringify([limits.countries, limits.single, limits.together]);
    const answers = known.get(asked) ?? new Map<string, Belongs>();
    known.set(asked, answers);
    const answer = answers.get(supplierId) ?? influencedFrom(supplierId, limits, held);
    answers.set(supplierId, answer);
    return answer;
  };
}

/** Who is above a supplier, by equity; and by votes where any are told of somebody there. */
function graphsOf(supplierId: string, suppliers: Suppliers): HolderGraph[] {
  const byEquity = holderGraphOf(supplierId, suppliers, "equity");
  return byEquity.hasVotes ? [byEquity, holderGraphOf(supplierId, suppliers, "votes")] : [byEquity];
}

/** Everyone who may hold a part of a supplier, through any number of companies. */
export function holdersAbove(supplierId: string, suppliers: Suppliers): ReadonlySet<string> {
  const found = new Set([supplierId]);
  for (const id of found) {
    const row = suppliers.get(id);
    if (row === undefined) continue;
    const holders = [...holdersOf(row, "equity").named, ...holdersOf(row, "votes").named, ...controlOf(row)];
    for (const { holderId } of holders) if (holderId !== null) found.add(holderId);
  }
  return found;
}

/**
 * Whether a supplier is influenced from some countries: it stands there itself, or one holder from there holds `single` of its
 * equity or of its votes, or all of them hold `together`. Along a chain of holders shares are multiplied; a company of which
 * at least `controlStake` is held from there, or by that holder, counts as theirs wholly. What is not known may be theirs.
 */
export function influencedFrom(
  supplierId: string,
  limits: InfluenceLimits,
  { suppliers, controlStake }: Held,
): Belongs {
  const supplier = suppliers.get(supplierId);
  if (supplier === undefined) return "maybe";
  if (supplier.country !== null && limits.countries.includes(supplier.country)) return "yes";
  const graphs = graphsOf(supplierId, suppliers);
  const isOn = (side: Side) => graphs.some((graph) => reachesLimit(graph, side, limits, controlStake));
  if (isOn("certain")) return "yes";
  return supplier.country === null || isOn("possible") ? "maybe" : "no";
}

function reachesLimit(
  graph: HolderGraph,
  side: Side,
  { countries, single, together }: InfluenceLimits,
  controlStake: number,
): boolean {
  const isFrom = (node: number) => {
    const country = graph.countryOf(node);
    return country === null ? side === "possible" : countries.includes(country);
  };
  const heldBy = (isTheirs: (node: number) => boolean): HeldShares =>
    solveHeld(graph, side, {
      isTheirs: (node) => isTheirs(node) || graph.mayBeAnybodys(node, side),
      controlStake,
    });
  const all = heldBy(isFrom);
  if (all.reaches(together)) return true;
  // One holder has no more than all of them together.
  if (!all.reaches(single)) return false;
  // Whoever is not named may be one holder, who then holds all that is not known.
  const holders = graph.holders.filter(isFrom);
  const anyone: (number | null)[] = side === "possible" ? [null, ...holders] : holders;
  return anyone.some((holder) => heldBy((node) => node === holder).reaches(single));
}
