import { effectiveNumber, herfindahl, leastBlocks, MONOPOLY, topShare } from "../measures/concentration.ts";
import type { CellTest } from "../measures/counted-share.ts";
import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { FacetTotals } from "../supply/facet-totals.ts";
import type { Belongs } from "../supply/membership.ts";
import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { ratio } from "../values/ratio.ts";
import {
  type Concentration,
  type Holdings,
  holdingsOf,
  moveFromLargest,
  moveFromSquares,
} from "./concentration.ts";
import type { RiskLine } from "./lines.ts";
import type { Move, NoMove, Target } from "./remedy.ts";
import { moveFromRisk } from "./risk.ts";

/** What clears a limit on the share at risk through any tier. */
export function moveFromLookThrough(
  scope: Scope,
  riskOf: (cell: AffiliatedCell) => Interval,
  target: Target,
): Move | NoMove | null {
  if (target.side === "below") return null;
  const lines = scope.cells.map((cell) => {
    const { lower, upper } = riskOf(cell);
    const { supplierId, item, originCountry, exposure } = cell;
    return { key: supplierId, item, originCountry, exposure, risk: lower, possible: upper };
  });
  return moveFromRisk(lines, scope.total, target);
}

/** What clears an upper limit on an HHI; `null` for a lower limit, for which moving supply is not the answer. */
export function moveFromHerfindahl(totals: FacetTotals, target: Target): Move | NoMove | null {
  if (target.side === "below") return null;
  const whole = BigInt(totals.total) ** 2n;
  const move = moveFromSquares(holdings(totals), (squares) => ratio(squares * MONOPOLY, whole), target);
  return complete(move, totals, (after) => target.isInside(herfindahl(after).upper));
}

/** What clears a lower limit on an effective number; `null` for an upper one. */
export function moveToEffective(totals: FacetTotals, target: Target): Move | NoMove | null {
  if (target.side === "above") return null;
  const whole = BigInt(totals.total) ** 2n;
  const move = moveFromSquares(
    holdings(totals),
    (squares) => (squares === 0n ? Number.POSITIVE_INFINITY : ratio(whole, squares)),
    target,
  );
  return complete(move, totals, (after) => target.isInside(effectiveNumber(after).lower));
}

/** What clears an upper limit on the share of the `n` largest keys; `null` for a lower one. */
export function moveFromTop(totals: FacetTotals, n: number, target: Target): Move | NoMove | null {
  if (target.side === "below") return null;
  const move = moveFromLargest(holdings(totals), n, target);
  return complete(move, totals, (after) => target.isInside(topShare(after, n).upper));
}

/**
 * Who certainly holds what, when unknown exposure is spread as far as the facts allow. The lower bound is
 * measured in this case, so what clears it here clears it.
 */
function holdings(totals: FacetTotals): Holdings {
  const held = leastBlocks(totals).map(({ key, certain }, at) => {
    return { id: key ?? `\u0000${String(at).padStart(8, "0")}`, key, exposure: certain };
  });
  return holdingsOf(held, totals.total);
}

/** Adds whether a move also clears the possible bound. What new sources hold does not matter for this. */
function complete(
  move: Concentration | NoMove,
  totals: FacetTotals,
  clears: (after: FacetTotals) => boolean,
): Move | NoMove {
  if ("none" in move) return move;
  const { after, ...rest } = move;
  return { ...rest, clearsPossible: clears(totalsAfter(totals, after)) };
}

/**
 * The totals after each holding has come down to what is left of it. When no known key has as much, the group's
 * part comes down.
 */
function totalsAfter(totals: FacetTotals, after: ReadonlyMap<string, number>): FacetTotals {
  const known = new Map(totals.known);
  const groups = totals.groups.map((group) => ({ ...group }));
  let given = 0;
  for (const { id, exposure } of holdings(totals).held) {
    let gives = exposure - (after.get(id) ?? exposure);
    const own = Math.min(gives, known.get(id) ?? 0);
    if (own > 0) known.set(id, (known.get(id) ?? 0) - own);
    gives -= own;
    const alike = groups.find(
      ({ certain }, at) => certain === exposure && certain === totals.groups[at]?.certain,
    );
    for (const group of alike === undefined ? groups : [alike, ...groups]) {
      const part = Math.min(gives, group.certain);
      group.certain -= part;
      gives -= part;
      given += part;
    }
  }
  return { ...totals, known, groups, unknown: totals.unknown - given };
}

/**
 * What clears a limit on the share of exposure that passes a test. `keyOf` names who gives it up. Above its
 * limit, too much of the share passes the test; below it, too much does not.
 */
export function moveFromCounted(
  scope: Scope,
  counts: CellTest,
  keyOf: (cell: AffiliatedCell) => string | null,
  target: Target,
): Move | NoMove {
  const [against, free]: [Belongs, Belongs] = target.side === "above" ? ["yes", "no"] : ["no", "yes"];
  const lines = scope.cells.map((cell): RiskLine => {
    const answer = counts(cell);
    const { item, originCountry, exposure } = cell;
    const [risk, possible] = [Number(answer === against), Number(answer !== free)];
    return { key: keyOf(cell), item, originCountry, exposure, risk, possible };
  });
  return moveFromRisk(lines, scope.total, target);
}
