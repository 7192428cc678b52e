import type { Belongs } from "../supply/membership.ts";
import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { ratio } from "../values/ratio.ts";
import { type ComparedCell, compareCells } from "./compared-cells.ts";
import type { Sides } from "./counted-share.ts";

/** A cell, and what its positions add to the change if they count. Each part counts completely or not at all. */
interface Counted {
  /** Positions of one part may differ, but they add with the same sign. */
  parts: bigint[];
  seller: Belongs;
  origin: Belongs;
}

type ChooseWhole = (a: bigint, b: bigint) => bigint;

/**
 * How much a share has risen: `Σ e_now / E_now − Σ e_then / E_then` over what is counted. A supplier counts in
 * both windows or in neither, and so does a position. So what is unknown counts with the difference that it
 * makes.
 */
export function changeOfShare(now: Scope, then: Scope, { seller, origin }: Sides): Interval {
  const [totalNow, totalThen] = [BigInt(now.total), BigInt(then.total)];
  const units = new Map<string, Counted[]>();
  for (const [at, compared] of compareCells(now, then).entries()) {
    const { cell } = compared;
    // Each position without a supplier may have a seller of its own.
    const unit = cell.supplierId === null ? `\u0000${at}` : cell.affiliation.group.head;
    const counted = { parts: shareParts(compared, totalNow, totalThen), ...answersOf(compared) };
    units.set(unit, [...(units.get(unit) ?? []), counted]);
  }
  const bound = (choose: ChooseWhole) => {
    const sum = [...units.values()].reduce((left, unit) => left + extremeSum(unit, choose), 0n);
    return ratio(sum, totalNow * totalThen);
  };
  return {
    lower: bound((a, b) => (a < b ? a : b)),
    upper: bound((a, b) => (a > b ? a : b)),
  };

  function answersOf({ cell }: ComparedCell): Pick<Counted, "seller" | "origin"> {
    if (cell.supplierId !== null) return { seller: seller(cell), origin: origin(cell) };
    // Each position may have a different supplier, or a different origin.
    const answers = [seller(cell), origin(cell)];
    const either = answers.includes("yes") ? "yes" : answers.includes("maybe") ? "maybe" : "no";
    return { seller: "no", origin: either };
  }
}

/** What each part adds when it counts, in units of 1 / (E_now · E_then). */
function shareParts({ now, before, both }: ComparedCell, totalNow: bigint, totalThen: bigint): bigint[] {
  return [BigInt(now) * totalThen, -BigInt(before) * totalNow, BigInt(both) * (totalThen - totalNow)];
}

/** The smallest or largest amount that the cells of one seller add. */
function extremeSum(unit: Counted[], choose: ChooseWhole): bigint {
  const sum = (isSellerCounted: boolean) =>
    unit.reduce((total, { parts, seller, origin }) => {
      const isCounted = origin === "yes" || seller === "yes" || (seller === "maybe" && isSellerCounted);
      const added = parts.map((part) => (isCounted ? part : origin === "maybe" ? choose(part, 0n) : 0n));
      return added.reduce((left, part) => left + part, total);
    }, 0n);
  return unit.some(({ seller }) => seller === "maybe") ? choose(sum(true), sum(false)) : sum(false);
}
