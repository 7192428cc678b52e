import type { RiskLine } from "./lines.ts";
import { compareNamed, type Giver, type Move } from "./remedy.ts";
import { type Holder, roomOf } from "./takers.ts";

/**
 * The known holders of an item: those that are free of the risk in everything that they sell of it, and those
 * that may be.
 */
export interface KnownHolders {
  free: Holder[];
  unsure: Holder[];
}

/**
 * The known holders of each item that may take more of it. A holder that also sells something certainly at risk
 * is left out. A holder that sells something possibly at risk is not called free.
 */
export function holdersOf(lines: readonly RiskLine[], growth: number): KnownHolders {
  const holders: KnownHolders = { free: [], unsure: [] };
  for (const own of Map.groupBy(lines, ({ key, item }) => JSON.stringify([key, item])).values()) {
    const [first] = own;
    const holds = own.reduce((sum, { exposure }) => sum + exposure, 0);
    if (first === undefined || first.key === null || holds === 0) continue;
    if (own.some(({ risk }) => risk > 0)) continue;
    const holder = { key: first.key, item: first.item, holds, room: roomOf(holds, growth) };
    if (own.every(({ possible }) => possible === 0)) holders.free.push(holder);
    else holders.unsure.push(holder);
  }
  return holders;
}

/** The unsure holders of items that are given, largest first. */
export function unsureOf(givers: readonly Giver[], { unsure }: KnownHolders): Move["unsure"] {
  const items = new Set(givers.map(({ item }) => item));
  return unsure
    .filter(({ item }) => items.has(item))
    .map(({ key, item, holds }) => ({ key, item, holds }))
    .sort((a, b) => b.holds - a.holds || compareNamed(a, b));
}
