import type { FacetTotals } from "../supply/facet-totals.ts";
import type { UnsureGroup } from "../supply/unsure-group.ts";
import type { Amount } from "../values/amount.ts";

/** What one key holds in a world; `null` where it is not certain which key that is. */
export interface Block extends Amount {
  key: string | null;
}

// How many sums a search may make: it tries more worlds of few keys than of many.
const MOST_SUMS = 50_000;
const MOST_CHOICES = 10;

/**
 * The worlds among which exposure is spread over its keys as far as the facts allow, for every measure that falls
 * when a key is divided. A group that may have a key of its own has it. Where each of its keys is another's as well,
 * each is tried; beyond a number of choices the smaller groups count as if they had a key of their own, which is
 * never more concentrated than the truth.
 */
export function* leastWorlds(totals: FacetTotals): Generator<Block[]> {
  const { groups } = totals;
  const uses = countUses(totals);
  const choosing = choosingGroups(totals, uses);
  for (let world = 0; world < 2 ** choosing.size; world += 1) {
    const blocks = certainBlocks(totals);
    const placeOf = new Map<UnsureGroup, string>();
    for (const group of groups) {
      const place = placeIn(group, world);
      placeOf.set(group, place);
      const block = blocks.get(place) ?? { key: null, certain: 0, optional: 0 };
      block.certain += group.certain;
      block.optional += group.optional;
      blocks.set(place, block);
    }
    yield [...blocks.values()];

    function placeIn(group: UnsureGroup, world: number): string {
      const { own, above } = group;
      // A key of nobody else's, whoever that is: no exposure can be further apart.
      const apart = `\u0000${group.id}`;
      if (own === null) return apart;
      if (above === null || !isShared(uses, own)) return own;
      const higher = typeof above === "string" ? above : (placeOf.get(above) ?? apart);
      if (higher === own || !isShared(uses, above)) return higher;
      const choice = choosing.get(group);
      if (choice === undefined) return apart;
      return (world >> choice) % 2 === 0 ? own : higher;
    }
  }
}

function certainBlocks({ known, optional }: FacetTotals): Map<string, Block> {
  const blocks = new Map<string, Block>();
  for (const [key, certain] of known) blocks.set(key, { key, certain, optional: 0 });
  for (const [key, exposure] of optional.known) {
    blocks.set(key, { key, certain: known.get(key) ?? 0, optional: exposure });
  }
  return blocks;
}

/** How often a key stands where exposure may go. */
function countUses({ known, optional, groups }: FacetTotals): Map<string, number> {
  const uses = new Map([...known.keys(), ...optional.known.keys()].map((key) => [key, 1]));
  for (const { own, above } of groups) {
    for (const key of [own, above]) if (typeof key === "string") uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return uses;
}

/** Another group always may have others of the same key. */
function isShared(uses: ReadonlyMap<string, number>, key: UnsureGroup | string): boolean {
  return typeof key !== "string" || (uses.get(key) ?? 0) > 1;
}

/** The groups whose every key is another's too: the largest, as many as a search can try, by their place in it. */
function choosingGroups(
  { known, optional, groups }: FacetTotals,
  uses: ReadonlyMap<string, number>,
): Map<UnsureGroup, number> {
  const sums = known.size + optional.known.size + groups.length + 1;
  const most = Math.min(MOST_CHOICES, Math.max(0, Math.floor(Math.log2(MOST_SUMS / sums))));
  const weights = weigh(groups);
  const choosing = groups
    .filter(({ own, above }) => {
      return own !== null && above !== null && own !== above && isShared(uses, own) && isShared(uses, above);
    })
    .sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || (a.id < b.id ? -1 : 1));
  return new Map(choosing.slice(0, most).map((group, at) => [group, at]));
}

/** The exposure of each group and of all that may have its key. */
function weigh(groups: readonly UnsureGroup[]): Map<UnsureGroup, number> {
  const weights = new Map(groups.map((group) => [group, group.certain + group.optional]));
  for (const group of groups.toReversed()) {
    if (typeof group.above !== "object" || group.above === null) continue;
    weights.set(group.above, (weights.get(group.above) ?? 0) + (weights.get(group) ?? 0));
  }
  return weights;
}
