import { compareNamed, type Giver, type Taker } from "./remedy.ts";

/**
 * A holder that certainly is not counted: what it holds of an item and how much more it may take, in minor
 * units.
 */
export interface Holder {
  key: string;
  item: string | null;
  holds: number;
  room: number;
}

/** The most that a holder may take so that it holds at most `growth` times what it holds now. */
export function roomOf(holds: number, growth: number): number {
  const room = Math.floor(holds * (growth - 1));
  return Math.min(room, Number.MAX_SAFE_INTEGER - holds);
}

/**
 * How much the known holders take of what is given, by item: in proportion to what they hold, so that each
 * grows by the same factor, within its room. Largest first.
 */
export function takersOf(givers: readonly Giver[], holders: readonly Holder[]): Taker[] {
  const givenOf = new Map<string | null, number>();
  for (const { item, exposure } of givers) givenOf.set(item, (givenOf.get(item) ?? 0) + exposure);
  return [...Map.groupBy(holders, ({ item }) => item)]
    .flatMap(([item, own]) => {
      const given = givenOf.get(item);
      return given === undefined ? [] : shareOut(given, own);
    })
    .sort(byTakes);
}

/** The largest taker comes first. */
export function byTakes(a: Taker, b: Taker): number {
  return b.takes - a.takes || b.holds - a.holds || compareNamed(a, b);
}

/** A holder that takes this much. */
export function takerOf({ key, item, holds }: Omit<Holder, "room">, takes: number): Taker {
  return { key, item, holds, takes, times: (holds + takes) / holds };
}

function shareOut(given: number, holders: readonly Holder[]): Taker[] {
  const parts = [...holders]
    .sort((a, b) => b.holds - a.holds || compareNamed(a, b))
    .map((holder) => ({ holder, takes: 0 }));
  let left = given;
  for (;;) {
    const open = parts.filter(({ holder, takes }) => takes < holder.room);
    if (left === 0 || open.length === 0) break;
    const all = BigInt(open.reduce((sum, { holder }) => sum + holder.holds, 0));
    const round = BigInt(left);
    for (const part of open) {
      // Less than one unit for each is left over at the end; the larger holders take it.
      const fair = Math.max(1, Number((round * BigInt(part.holder.holds)) / all));
      const more = Math.min(fair, left, part.holder.room - part.takes);
      part.takes += more;
      left -= more;
    }
  }
  return parts.map(({ holder, takes }) => takerOf(holder, takes));
}
