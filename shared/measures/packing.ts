import type { FacetTotals } from "../supply/facet-totals.ts";
import { type Amount, addAmounts, NO_AMOUNT } from "../values/amount.ts";

/**
 * What may belong to whom when exposure is packed into as few keys as the facts allow, for measures that rise when
 * exposure moves to a larger key. The largest key then has all of `anyKey`; the others of `choosing` each have one of
 * a few keys.
 */
export interface Packing {
  /** What certainly belongs to each key, or may only belong to it. */
  fixed: ReadonlyMap<string, Amount>;
  choosing: readonly Choosing[];
  anyKey: Amount;
}

interface Choosing extends Amount {
  keys: readonly string[];
}

/** More keys that are chosen among than a search can try: groups that choose among the smaller ones may have any key. */
const MOST_PACKED = 8;

/** Packs a facet; with `mostKeys` of 0, whatever has to choose may have any key. */
export function packFacet(totals: FacetTotals, mostKeys = MOST_PACKED): Packing {
  const { known, unknown, groups, optional } = totals;
  const fixed = new Map<string, Amount>();
  const add = (key: string, amount: Amount) =>
    fixed.set(key, addAmounts(fixed.get(key) ?? NO_AMOUNT, amount));
  for (const [key, certain] of known) add(key, { certain, optional: 0 });
  for (const [key, exposure] of optional.known) add(key, { certain: 0, optional: exposure });
  const grouped = groups.reduce(addAmounts, NO_AMOUNT);
  let anyKey: Amount = {
    certain: unknown - grouped.certain,
    optional: optional.unknown - grouped.optional,
  };
  const choosing: Choosing[] = [];
  const held = groups.filter(({ certain, optional }) => certain > 0 || optional > 0);
  const closed = held.filter(({ isOpen }) => !isOpen);
  for (const { isOpen, certain, optional } of held) {
    if (isOpen) anyKey = addAmounts(anyKey, { certain, optional });
  }
  for (const { certain, optional, keys } of withoutOutdone(closed, fixed)) {
    const [only] = keys;
    if (keys.length === 1 && only !== undefined) add(only, { certain, optional });
    else choosing.push({ certain, optional, keys });
  }
  const tried = largestKeys(choosing, fixed, mostKeys);
  for (const one of choosing) {
    if (!one.keys.every((key) => tried.has(key))) anyKey = addAmounts(anyKey, one);
  }
  return { fixed, choosing: choosing.filter(({ keys }) => keys.every((key) => tried.has(key))), anyKey };
}

/**
 * The same groups without the keys that nobody needs: where all who may have a key may have another one too, and
 * nothing certainly belongs to it.
 */
function withoutOutdone(
  groups: readonly (Amount & { possible: readonly string[] })[],
  fixed: ReadonlyMap<string, Amount>,
): Choosing[] {
  const members = new Map<string, Set<number>>();
  for (const [at, { possible }] of groups.entries()) {
    for (const key of possible) members.set(key, (members.get(key) ?? new Set()).add(at));
  }
  for (const [key, own] of members) {
    const [first] = own;
    if (fixed.has(key) || first === undefined) continue;
    const rivals = groups[first]?.possible ?? [];
    const isOutdone = rivals.some((rival) => {
      return rival !== key && (members.get(rival)?.isSupersetOf(own) ?? false);
    });
    if (isOutdone) members.delete(key);
  }
  return groups.map(({ certain, optional, possible }, at) => ({
    certain,
    optional,
    keys: possible.filter((key) => members.get(key)?.has(at)),
  }));
}

/** The keys that may hold most, of those that are chosen among. */
function largestKeys(
  choosing: readonly Choosing[],
  fixed: ReadonlyMap<string, Amount>,
  most: number,
): Set<string> {
  const held = new Map<string, number>();
  for (const { keys, certain, optional } of choosing) {
    for (const key of keys) {
      const own = fixed.get(key) ?? NO_AMOUNT;
      held.set(key, (held.get(key) ?? own.certain + own.optional) + certain + optional);
    }
  }
  const largest = [...held].sort(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1));
  return new Set(largest.slice(0, most).map(([key]) => key));
}
