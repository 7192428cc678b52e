import type { RankedScope } from "../assessment/view.ts";
import type { Network } from "../look-through/network.ts";
import { isCounted, type Removal } from "../look-through/removal.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import { possibleControls, possibleOwners } from "../supply/membership.ts";
import type { Interval } from "../values/interval.ts";
import { openLookThrough } from "./open-look-through.ts";
import { askedInAny, type OpenValue, type Unknown } from "./unknown.ts";

// Each removal is solved for each supplier, with all that is not known safe and with all of it lost.
const MOST_WORK = 10_000;
// It stands for every owner, or country, that nobody has named yet.
const NEW_KEY = "\u0000new";

/**
 * The largest loss by one owner or country, as it depends on what is not known. What answers decide is a bound: the upper bound falls
 * no lower than what a removal that counts now then possibly costs, and the lower one rises no higher than what any removal then
 * certainly costs. `null` where that would take too long. The scope must have exposure.
 */
export function openLoss(scope: RankedScope, by: "owner" | "country", network: Network): OpenValue | null {
  const possible = by === "owner" ? possibleOwnersIn(network) : possibleCountriesIn(scope, network);
  if (network.graph.ids.length * possible.length > MOST_WORK) return null;
  const opened = new Map(possible.map((one) => [idOf(one), openLookThrough(scope, setOf(one), network)]));
  const all = [...opened.values()];
  const counted = scope.removals.filter((removal) => isCounted(removal, by));
  const counting = [...counted, newKey(by)].flatMap((one) => opened.get(idOf(one)) ?? []);
  const now: Interval = {
    lower: largest(counted.map(({ loss }) => loss.lower)),
    upper: largest([...counted.map(({ loss }) => loss.upper), scope.unnamed[by]]),
  };
  const leastPossible = (answered: readonly Unknown[]) =>
    Math.min(now.upper, largest([now.lower, ...counting.map((one) => one.ifSmallest(answered).upper)]));
  const mostCertain = (answered: readonly Unknown[]) =>
    Math.min(now.upper, largest([now.lower, ...all.map((one) => one.ifLargest(answered).lower)]));
  const worst = counting.reduce((a, b) => (b.now.upper > a.now.upper ? b : a));
  const width = now.upper - now.lower;
  return {
    now,
    unknowns: askedInAny(all),
    ifSmallest: (answered) => ({ ...now, upper: leastPossible(answered) }),
    ifLargest: (answered) => ({ ...now, lower: mostCertain(answered) }),
    narrowed: (answered) => {
      const moved = now.upper - leastPossible(answered) + mostCertain(answered) - now.lower;
      return { lower: 0, upper: Math.min(width, moved) };
    },
    isReached: () => false,
    mostMoved: (unknown) => {
      const risen = largest(all.map((one) => one.mostMoved(unknown)));
      return Math.min(width, worst.mostMoved(unknown) + risen);
    },
  };
}

type Key = Pick<Removal, "kind" | "key">;

function newKey(kind: "owner" | "country"): Key {
  return { kind, key: NEW_KEY };
}

/** Every owner that a supplier has or may have, and every supplier whose owner is not known, which counts by itself. */
function possibleOwnersIn({ graph, affiliations }: Network): Key[] {
  const owners = new Set(affiliations.flatMap((one) => possibleOwners(one).keys));
  const suppliers = graph.ids.filter((_, node) => affiliations[node]?.owner === null);
  return [
    newKey("owner"),
    ...[...owners].map((key): Key => ({ kind: "owner", key })),
    ...suppliers.map((key): Key => ({ kind: "supplier", key })),
  ];
}

/** Every country that a supplier stands in or may be controlled from, or that goods are made in. */
function possibleCountriesIn({ cells, optional }: RankedScope, { graph, affiliations }: Network): Key[] {
  const all = [
    ...affiliations.flatMap((one) => [one.country, ...possibleControls(one).keys]),
    ...[...graph.links, ...cells, ...optional].map(({ originCountry }) => originCountry),
  ];
  const countries = new Set(all.filter((country) => country !== null));
  return [newKey("country"), ...[...countries].map((key): Key => ({ kind: "country", key }))];
}

function setOf({ kind, key }: Key): RemovedSet {
  if (kind === "country") return { countries: [key] };
  return kind === "supplier" ? { suppliers: [key] } : { owners: [key] };
}

function idOf({ kind, key }: Key): string {
  return `${kind} ${key}`;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
