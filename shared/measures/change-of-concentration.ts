import { type Facet, type FacetTotals, facetKey } from "../supply/facet-totals.ts";
import type { Scope } from "../supply/scope.ts";
import type { UnsureGroup } from "../supply/unsure-group.ts";
import type { Interval } from "../values/interval.ts";
import { compareCells } from "./compared-cells.ts";

/**
 * Exposure that certainly has one key in both windows, as shares; and the most that its key may hold in both
 * together.
 */
interface Held {
  now: number;
  before: number;
  most: number;
}

/**
 * How much the HHI can have risen, in points: `Σ (n_k − t_k)·(n_k + t_k)`. Exposure that certainly has one key
 * counts with its own difference. Its key holds at least this exposure, and at most everything that may join
 * it.
 */
export function changeOfHerfindahl(now: Scope, then: Scope, facet: Facet): Interval {
  const { held, loose, most } = changedKeys(now, then, facet);
  let [lower, upper] = [0, 0];
  for (const { now, before, most } of held) {
    const risen = now - before;
    const ends = [risen * (now + before), risen * most];
    lower += Math.min(...ends);
    upper += Math.max(...ends);
  }
  for (const risen of loose) {
    lower += Math.min(0, risen * most);
    upper += Math.max(0, risen * most);
  }
  return { lower: 10_000 * lower, upper: 10_000 * upper };
}

/**
 * How much the share of the largest keys can have risen: at most the sum of all rises, at least the sum of all
 * falls.
 */
export function changeOfTop(now: Scope, then: Scope, facet: Facet): Interval {
  const { held, loose } = changedKeys(now, then, facet);
  const risen = [...held.map(({ now, before }) => now - before), ...loose];
  return {
    lower: risen.reduce((sum, part) => sum + Math.min(0, part), 0),
    upper: risen.reduce((sum, part) => sum + Math.max(0, part), 0),
  };
}

/** What each key has risen by in a facet, and what may have any key; and the most that any key may hold in both windows together. */
export function changedKeys(
  now: Scope,
  then: Scope,
  facet: Facet,
): { held: Held[]; loose: number[]; most: number } {
  const held = heldIn(now.facets[facet], then.facets[facet]);
  const { any } = reachOf(now.facets[facet], then.facets[facet]);
  return {
    held,
    loose: looseParts(now, then, facet),
    most: Math.max(...held.map(({ most }) => most), any),
  };
}

/** How much exposure without a known supplier (or origin) has risen: what is in one window only, or in both. */
function looseParts(now: Scope, then: Scope, facet: Facet): number[] {
  return compareCells(now, then).flatMap(({ cell, now: only, before, both }) => {
    const isGrouped = (facet === "owner" || facet === "control") && cell.supplierId !== null;
    if (facetKey(facet, cell) !== null || isGrouped) return [];
    return [only / now.total, 0 - before / then.total, both / now.total - both / then.total];
  });
}

function heldIn(now: FacetTotals, then: FacetTotals): Held[] {
  const reach = reachOf(now, then);
  const keys = new Set([...now.known.keys(), ...then.known.keys()]);
  const groupsNow = new Map(now.groups.map((group) => [group.id, group]));
  const groupsThen = new Map(then.groups.map((group) => [group.id, group]));
  const ids = new Set([...groupsNow.keys(), ...groupsThen.keys()]);
  return [
    ...[...keys].map((key) => ({
      now: (now.known.get(key) ?? 0) / now.total,
      before: (then.known.get(key) ?? 0) / then.total,
      most: reach.of(key),
    })),
    ...[...ids].map((id) => {
      const [one, other] = [groupsNow.get(id), groupsThen.get(id)];
      return {
        now: (one?.certain ?? 0) / now.total,
        before: (other?.certain ?? 0) / then.total,
        most: reach.ofGroup(one ?? other),
      };
    }),
  ];
}

interface Reach {
  /** The most that a key may hold in both windows, as the sum of two shares. */
  of(key: string): number;
  ofGroup(group: UnsureGroup | undefined): number;
  /** The most that any key may hold. */
  any: number;
}

function reachOf(now: FacetTotals, then: FacetTotals): Reach {
  const held = new Map<string, number>();
  let anyKey = 0;
  for (const { known, unknown, total, groups } of [now, then]) {
    const add = (key: string, exposure: number) => held.set(key, (held.get(key) ?? 0) + exposure / total);
    for (const [key, exposure] of known) add(key, exposure);
    let closed = 0;
    for (const { possible, isOpen, certain } of groups) {
      if (isOpen) continue;
      closed += certain;
      for (const key of possible) add(key, certain);
    }
    anyKey += (unknown - closed) / total;
  }
  const any = Math.max(0, ...held.values()) + anyKey;
  const of = (key: string) => (held.get(key) ?? 0) + anyKey;
  return {
    of,
    ofGroup: (group) => {
      return group === undefined || group.isOpen ? any : Math.max(...group.possible.map(of));
    },
    any,
  };
}
