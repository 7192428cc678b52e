import type { Holding } from "../supply/holding.ts";
import { certainControllerOf, type Ownership, resolveOwnership } from "../supply/ownership.ts";
import { holderIds } from "../supply/with-parents.ts";
import { addDays, type Day } from "../values/day.ts";
import type { ReachedSupply } from "./reached-supply.ts";
import { firstOf, type HoldingMove, type HoldingsAhead, type OwnerMove } from "./supply-ahead.ts";

/** The days after `after` on which holdings of suppliers begin, or have ended, in order. */
export function holdingDaysAfter({ ever }: ReachedSupply, after: Day): Day[] {
  const days = ever.flatMap(({ holdings = [] }) =>
    holdings.flatMap(({ from, to }) => [from ?? "", to === null ? "" : addDays(to, 1)]),
  );
  return [...new Set(days.filter((day) => day > after))].sort();
}

/** Which holdings differ on a day from the day before, and whose owner does; `null` when nothing differs. */
export function holdingsChangeOn(
  date: Day,
  supply: ReachedSupply,
  controlStake: number,
): HoldingsAhead | null {
  const dayBefore = addDays(date, -1);
  const reached = new Set(
    [...supply.reachedOn(dayBefore), ...supply.reachedOn(date)].map(({ supplierId }) => supplierId),
  );
  const [before, after] = [supply.on(dayBefore), supply.on(date)];
  const moves = [...reached].sort().flatMap((id) => {
    const [held, holds] = [before.get(id)?.holdings ?? [], after.get(id)?.holdings ?? []];
    return movesOf(held, holds).map((move) => ({ ...move, supplier: supply.named(id) }));
  });
  if (moves.length === 0) return null;
  const [was, is] = [resolveOwnership(before, controlStake), resolveOwnership(after, controlStake)];
  const below = heldThrough(
    supply,
    moves.map(({ supplier }) => supplier.id),
  );
  const owners = below
    .filter((id) => reached.has(id))
    .flatMap((id): OwnerMove[] => {
      const [old, next] = [was.affiliationOf(id).owner, is.affiliationOf(id).owner];
      const named = (owner: string | null) => (owner === null ? null : supply.named(owner));
      const isSame = old === next && (old !== null || hasSameController(id, was, is));
      return isSame ? [] : [{ supplier: supply.named(id), before: named(old), after: named(next) }];
    });
  const told = moves.map(({ holderId, ...move }) => ({
    ...move,
    holder: holderId === null ? null : supply.named(holderId),
  }));
  return { kind: "holdings-change", date, moves: firstOf(told), owners: firstOf(owners) };
}

/** Whether somebody certainly controls a supplier, and goes on to: its owner, who is not known, is then the same as before. */
function hasSameController(id: string, was: Ownership, is: Ownership): boolean {
  const controller = certainControllerOf(id, was);
  return controller !== null && controller === certainControllerOf(id, is);
}

type Move = Pick<HoldingMove, "of" | "before" | "after"> & { holderId: string | null };

/** What each holder holds before and after, where the two differ. */
function movesOf(before: readonly Holding[], after: readonly Holding[]): Move[] {
  const nameOf = ({ holderId, kind }: Holding) => JSON.stringify([holderId, kind]);
  const [held, holds] = [before, after].map((all) => new Map(all.map((one) => [nameOf(one), one])));
  const names = [...new Set([...(held?.keys() ?? []), ...(holds?.keys() ?? [])])].sort();
  return names.flatMap((name): Move[] => {
    const [old, next] = [held?.get(name), holds?.get(name)];
    const one = next ?? old;
    if (one === undefined) return [];
    const { holderId, kind: of } = one;
    const [was, is] = [partOf(old), partOf(next)];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ holderId, of, before: was, after: is }];
  });
}

function partOf(holding: Holding | undefined): HoldingMove["before"] {
  if (holding === undefined) return null;
  const { minShare, maxShare } = holding;
  return { minShare, maxShare };
}

/** Some suppliers, and everyone who is held through them, sorted. */
function heldThrough({ ever }: ReachedSupply, ids: readonly (string | null)[]): string[] {
  const heldBy = new Map<string, string[]>();
  for (const supplier of ever) {
    for (const holder of holderIds(supplier)) {
      heldBy.set(holder, [...(heldBy.get(holder) ?? []), supplier.supplierId]);
    }
  }
  const found = new Set<string>();
  const open = ids.flatMap((id) => id ?? []);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(heldBy.get(next) ?? []));
  }
  return [...found].sort();
}
