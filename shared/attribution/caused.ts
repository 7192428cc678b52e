import { kindOf } from "../assessment/kinds/measure-kinds.ts";
import { cellsOf } from "../imports/basis.ts";
import type { Contribution, StoredContributions } from "../measures/contribution.ts";
import type { Rule } from "../policy/policy.ts";
import type { BroughtCell } from "../supply/brought.ts";
import { cellKey } from "../supply/cell.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Bound } from "../values/interval.ts";
import { type CellFraction, cellFractions } from "./cell-fractions.ts";
import { type Cause, causeKey, type Evidence } from "./evidence.ts";
import { listChange, suppliersFor } from "./list-change.ts";
import type { KeyAmounts } from "./path-integral.ts";

/** How much one cause changed each of the exposures of one key that the bound is computed from. */
interface Piece {
  key: string | null;
  cause: Cause;
  change: KeyAmounts;
}

/** The exposure in the scope that each cause added and removed, in the unit of the contributions. */
export interface CausedExposure {
  cause: Cause;
  added: number;
  removed: number;
}

/** Why the keys of a measure have changed, in pieces that add up to the change of each. */
export interface Caused {
  pieces: Piece[];
  exposures: CausedExposure[];
}

/** What happened to the part of a cell that one import brought, between an earlier assessment and now. */
interface CellHistory {
  cell: BroughtCell;
  /**
   * Exposure at the earlier assessment; and of what is stored now: in that window, in both windows, and in
   * today's window.
   */
  earlier: number;
  there: number;
  both: number;
  now: number;
}

/**
 * For a rule and group, what changed each key: rows that left the window, rows that entered it, each import,
 * restricted lists, and edits of suppliers and links. It goes in steps: all exposure of the earlier assessment
 * with the suppliers of now on the lists of then; the same on the lists of now; then what is stored now in the earlier window; then what is stored now in today's window. `null` when
 * an earlier version did not store what this needs.
 */
export function causedChanges(
  evidence: Evidence,
  { rule, group }: { rule: Rule; group: string | null },
  bound: Bound,
  { before, after }: { before: StoredContributions; after: StoredContributions },
  toUnit: (exposure: number) => number,
): Caused | null {
  const histories = historiesOf(evidence, rule, group);
  if (histories === null) return null;
  const { policy, supply } = evidence;
  const cells = histories.map(({ cell }) => cell);
  const fractionsWith = (suppliers: Suppliers) =>
    cellFractions(cells, rule, policy, { ...supply, suppliers }, after.removed);
  const fractionOf = fractionsWith(suppliersFor(rule, evidence));
  if (fractionOf === null) return null;
  const lists = listChange(rule, evidence);
  const fractionThen = lists === null ? fractionOf : (fractionsWith(lists.suppliersThen) ?? fractionOf);
  const toLeader = kindOf(rule.measure).looseWithLeader === bound;
  const pieces = new Map<string, Piece>();
  const amountOf = (fraction: CellFraction, exposure: number): KeyAmounts =>
    amountsOf(fraction, toUnit(exposure), toUnit(exposure) * fraction[bound], toLeader);
  const add = (key: string | null, cause: Cause, change: KeyAmounts) => {
    const name = JSON.stringify([key, causeKey(cause)]);
    const piece = pieces.get(name) ?? { key, cause, change: NO_AMOUNTS };
    pieces.set(name, { ...piece, change: sumAmounts(piece.change, change) });
  };
  const heldThen = new Map<string | null, KeyAmounts>();
  for (const history of histories) {
    const fraction = fractionOf(history.cell);
    if (fraction === null) return null;
    const { key } = fraction;
    const held = amountOf(fractionThen(history.cell) ?? fraction, history.earlier);
    heldThen.set(key, sumAmounts(heldThen.get(key) ?? NO_AMOUNTS, held));
    if (lists !== null) {
      const { list, moves } = lists;
      add(key, { kind: "lists", list, moves }, difference(amountOf(fraction, history.earlier), held));
    }
    for (const { cause, change } of changesIn(history, evidence)) {
      add(key, cause, amountOf(fraction, change));
    }
  }
  // Exposure that counts now and did not then, or the other way round.
  const then = new Map(before.keys.map((one) => [one.key, one]));
  if (before.rest === null) {
    for (const key of new Set([...then.keys(), ...heldThen.keys()])) {
      const stored = then.get(key);
      const was =
        stored === undefined ? NO_AMOUNTS : amountsOf(stored, stored.exposure, stored[bound], toLeader);
      const change = difference(heldThen.get(key) ?? NO_AMOUNTS, was);
      if (!isNothing(change, was)) add(key, { kind: "supply" }, change);
    }
  }
  return { pieces: [...pieces.values()], exposures: exposuresBy(histories, evidence, toUnit) };
}

/**
 * The exposure that each cause added to a group and removed from it; `null` when the earlier state was not
 * stored.
 */
export function causedExposures(
  evidence: Evidence,
  { rule, group }: { rule: Pick<Rule, "by">; group: string | null },
  toUnit: (exposure: number) => number,
): CausedExposure[] | null {
  const histories = historiesOf(evidence, rule, group);
  return histories && exposuresBy(histories, evidence, toUnit);
}

function exposuresBy(
  histories: CellHistory[],
  evidence: Evidence,
  toUnit: (exposure: number) => number,
): CausedExposure[] {
  const byCause = new Map<string, CausedExposure>();
  for (const history of histories) {
    for (const { cause, change } of changesIn(history, evidence)) {
      const own = byCause.get(causeKey(cause)) ?? { cause, added: 0, removed: 0 };
      byCause.set(causeKey(cause), own);
      if (change > 0) own.added += change;
      else own.removed -= change;
    }
  }
  return [...byCause.values()]
    .map(({ cause, added, removed }) => ({ cause, added: toUnit(added), removed: toUnit(removed) }))
    .sort((a, b) => b.added + b.removed - (a.added + a.removed));
}

const NO_AMOUNTS: KeyAmounts = { counted: 0, loose: 0, exposure: 0 };

function amountsOf(
  { isLoose }: Pick<Contribution<number>, "isLoose">,
  exposure: number,
  counted: number,
  toLeader: boolean,
): KeyAmounts {
  if (!toLeader) return { exposure, counted, loose: 0 };
  return isLoose ? { exposure, counted: 0, loose: exposure } : { exposure, counted: exposure, loose: 0 };
}

function sumAmounts(a: KeyAmounts, b: KeyAmounts): KeyAmounts {
  return { counted: a.counted + b.counted, loose: a.loose + b.loose, exposure: a.exposure + b.exposure };
}

function difference(a: KeyAmounts, b: KeyAmounts): KeyAmounts {
  return { counted: a.counted - b.counted, loose: a.loose - b.loose, exposure: a.exposure - b.exposure };
}

// Sums of exposures in the unit (not minor units) are rounded in their last digits.
const CAUSE_ROUNDING = 1e-9;

function isNothing(change: KeyAmounts, was: KeyAmounts): boolean {
  const most = CAUSE_ROUNDING * Math.max(1, was.exposure);
  return [change.counted, change.loose, change.exposure].every((one) => Math.abs(one) <= most);
}

function historiesOf(
  { basis, fold, foldThen }: Evidence,
  { by }: Pick<Rule, "by">,
  group: string | null,
): CellHistory[] | null {
  const then = cellsOf(basis);
  if (then === null || fold.brought === null || foldThen.brought === null) return null;
  const histories = new Map<string, CellHistory>();
  const note = (cell: BroughtCell, when: "earlier" | "there" | "both" | "now") => {
    if (group !== null && (by === "program" ? cell.program : cell.item) !== group) return;
    const key = JSON.stringify([cellKey(cell), cell.importId]);
    const history = histories.get(key) ?? { cell, earlier: 0, there: 0, both: 0, now: 0 };
    history[when] += cell.exposure;
    histories.set(key, history);
  };
  for (const cell of then) note(cell, "earlier");
  for (const cell of foldThen.brought.values()) note(cell, "there");
  for (const cell of foldThen.broughtCommon?.values() ?? []) note(cell, "both");
  for (const cell of fold.brought.values()) note(cell, "now");
  return [...histories.values()];
}

function changesIn(
  { cell: { importId }, earlier, there, both, now }: CellHistory,
  evidence: Pick<Evidence, "records">,
): { cause: Cause; change: number }[] {
  const stored = there - earlier;
  const rows =
    stored > 0
      ? broughtBy(importId, evidence, "unrecorded")
      : stored < 0
        ? takenBy(importId, evidence)
        : null;
  return [
    ...(rows === null ? [] : [{ cause: rows, change: stored }]),
    ...(there > both ? [{ cause: { kind: "left" as const }, change: both - there }] : []),
    ...(now > both ? [{ cause: broughtBy(importId, evidence, "entered"), change: now - both }] : []),
  ];
}

function broughtBy(
  importId: string | null,
  { records }: Pick<Evidence, "records">,
  otherwise: "unrecorded" | "entered",
): Cause {
  const isSince = importId !== null && records.some(({ id }) => id === importId);
  return isSince ? { kind: "import", ids: [importId] } : { kind: otherwise };
}

function takenBy(importId: string | null, { records }: Pick<Evidence, "records">): Cause {
  const ids = records.filter(({ tookFrom }) => tookFrom.includes(importId)).map(({ id }) => id);
  return ids.length === 0 ? { kind: "unrecorded" } : { kind: "import", ids: [...new Set(ids)].sort() };
}
