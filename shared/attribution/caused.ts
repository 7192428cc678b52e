import { kindOf } from "../assessment/kinds/measure-kinds.ts";
import type { StoredContributions } from "../measures/contribution.ts";
import type { GoodsOnList } from "../policy/listed-goods.ts";
import type { Rule } from "../policy/rule.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Bound } from "../values/interval.ts";
import { type CausedExposure, exposuresBy } from "./caused-exposure.ts";
import { type CellFraction, cellFractions } from "./cell-fractions.ts";
import { changesIn, historiesOf } from "./cell-history.ts";
import { type Cause, causeKey, type Evidence } from "./evidence.ts";
import { amountsOf, difference, isNothing, NO_AMOUNTS, sumAmounts } from "./key-amounts.ts";
import { goodsFor, listChange, suppliersFor } from "./list-change.ts";
import type { KeyAmounts } from "./path-integral.ts";
import { type ReassignedChange, reassignedChanges } from "./reassigned-change.ts";

/** How much one cause changed each of the exposures of one key that the bound is computed from. */
interface Piece {
  key: string | null;
  cause: Cause;
  change: KeyAmounts;
}

/** Why the keys of a measure have changed, in pieces that add up to the change of each. */
export interface Caused {
  pieces: Piece[];
  exposures: CausedExposure[];
  /** What was reassigned between keys that nothing but positions has changed. */
  reassigned: ReassignedChange[];
}

/**
 * For a rule and group, what changed each key: rows that left the window, rows that entered it, each import,
 * restricted lists, and edits of suppliers and links. It goes in steps: all exposure of the earlier assessment
 * with the suppliers of now on the lists of then; the same on the lists of now; then what is stored now in the
 * earlier window; then what is stored now in today's window. `null` when an earlier version did not store what
 * this needs.
 */
export function causedChanges(
  evidence: Evidence,
  { rule, group }: { rule: Rule; group: string | null },
  bound: Bound,
  { before, after }: { before: StoredContributions; after: StoredContributions },
  toUnit: (exposure: number) => number,
): Caused | null {
  const stored = historiesOf(evidence, rule, group);
  if (stored === null) return null;
  const { policy, supply } = evidence;
  const { histories, reassignments } = stored;
  const cells = histories.map(({ cell }) => cell);
  const fractionsWith = (suppliers: Suppliers, goods: readonly GoodsOnList[]) =>
    cellFractions(cells, rule, policy, { ...supply, suppliers, goods }, after.removed);
  const fractionOf = fractionsWith(suppliersFor(rule, evidence), goodsFor(rule, evidence));
  if (fractionOf === null) return null;
  const lists = listChange(rule, evidence);
  const fractionThen =
    lists === null ? fractionOf : (fractionsWith(lists.suppliersThen, lists.goodsThen) ?? fractionOf);
  const toLeader = kindOf(rule.measure).looseWithLeader === bound;
  const amountOf = (fraction: CellFraction, exposure: number): KeyAmounts =>
    amountsOf(fraction, toUnit(exposure), toUnit(exposure) * fraction[bound], toLeader);
  const found = collectPieces();
  const heldThen = new Map<string | null, KeyAmounts>();
  const heldNow = new Map<string | null, KeyAmounts>();
  for (const history of histories) {
    const fraction = fractionOf(history.cell);
    if (fraction === null) return null;
    const { key } = fraction;
    const held = amountOf(fractionThen(history.cell) ?? fraction, history.earlier);
    const heldAsNow = amountOf(fraction, history.earlier);
    heldNow.set(key, sumAmounts(heldNow.get(key) ?? NO_AMOUNTS, heldAsNow));
    heldThen.set(key, sumAmounts(heldThen.get(key) ?? NO_AMOUNTS, held));
    if (lists !== null) {
      const { list, moves } = lists;
      found.add(key, { kind: "lists", list, moves }, difference(heldAsNow, held));
    }
    for (const { cause, change } of changesIn(history, evidence)) {
      found.add(key, cause, amountOf(fraction, change));
    }
  }
  for (const [key, change] of supplyEdits(before, heldThen, bound, toLeader)) {
    found.add(key, { kind: "supply" }, change);
  }
  const keys = { before, heldNow, bound, toLeader };
  const reassigned = reassignedChanges(reassignments, fractionOf, keys, toUnit);
  return { pieces: found.pieces(), exposures: exposuresBy(stored, evidence, toUnit), reassigned };
}

/** Adds up the pieces of one key and cause. */
function collectPieces() {
  const pieces = new Map<string, Piece>();
  return {
    add(key: string | null, cause: Cause, change: KeyAmounts): void {
      const name = JSON.stringify([key, causeKey(cause)]);
      const piece = pieces.get(name) ?? { key, cause, change: NO_AMOUNTS };
      pieces.set(name, { ...piece, change: sumAmounts(piece.change, change) });
    },
    pieces: (): Piece[] => [...pieces.values()],
  };
}

/**
 * What edits of suppliers and links changed: the exposure of the earlier assessment that each key holds with the suppliers of
 * now (`heldThen`), less what it held at that time.
 */
function supplyEdits(
  before: StoredContributions,
  heldThen: ReadonlyMap<string | null, KeyAmounts>,
  bound: Bound,
  toLeader: boolean,
): [string | null, KeyAmounts][] {
  if (before.rest !== null) return [];
  const then = new Map(before.keys.map((one) => [one.key, one]));
  return [...new Set([...then.keys(), ...heldThen.keys()])].flatMap((key) => {
    const stored = then.get(key);
    const was =
      stored === undefined ? NO_AMOUNTS : amountsOf(stored, stored.exposure, stored[bound], toLeader);
    const change = difference(heldThen.get(key) ?? NO_AMOUNTS, was);
    return isNothing(change, was) ? [] : [[key, change] as [string | null, KeyAmounts]];
  });
}
