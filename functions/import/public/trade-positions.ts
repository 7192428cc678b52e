import type { Position } from "../../../shared/supply/position.ts";
import { counted } from "../../../shared/values/count.ts";
import { type Minor, MOST_EXPOSURE, toUnit, type Unit } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { MOST_ROWS } from "../files/csv.ts";
import { isNotice, isRejection, type Notice, type Rejection } from "../files/row.ts";
import type { NettedPosition } from "../mapped/add-up.ts";
import { addRows, type RowLedger } from "../mapped/row-ledger.ts";
import { createFigureSums, type FigureSums, type SummedFigure } from "./figure-sums.ts";
import type { RowCounts } from "./row-counts.ts";
import { notChosen, type ReadTradeRow, type TradeChoice, type TradeFigure } from "./trade-figure.ts";
import type { TradeLine } from "./trade-lines.ts";

/** How figures of a table become positions. */
export interface TradeReadingOf<Role extends string> {
  /** How the ids of its positions begin: `comext`. */
  prefix: string;
  unit: Unit;
  readRow: ReadTradeRow<Role>;
  sourceOf(reporter: string): string;
  sector: SectorId;
  choice: TradeChoice;
  itemOf(code: string): string;
}

/** What is found in a table beside its positions. */
export interface TradeFindings {
  ledger: RowLedger;
  leftOut: RowCounts;
  unknownOrigin: RowCounts;
  /** Called with each figure that is taken into a sum. */
  onFigure(figure: TradeFigure): void;
}

/** A row of a table, or what is said instead of one. */
export type TradeRow<Role extends string> = TradeLine<Role> | Rejection | Notice;

/**
 * The positions of a table of imports: one for each reporter, product, period and origin, with the sum of the rows that are
 * about these. A group of countries is taken only where the table has none of its members.
 */
export async function* tradePositions<Role extends string>(
  rows: AsyncIterable<TradeRow<Role>>,
  reading: TradeReadingOf<Role>,
  findings: TradeFindings,
): AsyncGenerator<NettedPosition | Rejection | Notice> {
  const sums = createFigureSums();
  for await (const row of rows) {
    if (isNotice(row)) yield row;
    else if (isRejection(row)) {
      addRows(findings.ledger.read, 1, null);
      addRows(findings.ledger.refused, 1, null);
      yield row;
    } else {
      if (sums.size === MOST_ROWS) return yield tooMany(row.line, sums, findings.ledger);
      const rejection = take(row, reading, findings, (figure) => sums.add(row.line, figure));
      if (rejection !== null) yield rejection;
    }
  }
  for (const sum of sums.all()) yield* settled(sum, sums.hasCountries, reading, findings);
}

/** Rows that come later may belong to any sum, so none of them is known. */
function tooMany(line: number, sums: FigureSums, ledger: RowLedger): Rejection {
  let rows = 0;
  let exposure = 0n;
  for (const { lines, sum } of sums.all()) {
    addRows(ledger.refused, lines, sum);
    rows += lines;
    exposure += sum;
  }
  const keptOut = { rows, exposure: Number.isSafeInteger(Number(exposure)) ? Number(exposure) : null };
  const reason = `is beyond the ${counted(MOST_ROWS)} positions of one file, so nothing was imported: choose products`;
  return { line, column: null, reason, keptOut, endsFile: true };
}

/** Notes a row in the ledger, and adds it to the sums where it is a figure. Why it is refused; `null` where it is not. */
function take<Role extends string>(
  { line, text }: TradeLine<Role>,
  { readRow, choice }: TradeReadingOf<Role>,
  { ledger, leftOut, onFigure }: TradeFindings,
  add: (figure: TradeFigure) => number | null,
): Rejection | null {
  const read = readRow(text);
  const leave = (says: string, amount: Minor | null) => {
    addRows(ledger.leftOut, 1, amount);
    leftOut.add(says, amount);
    return null;
  };
  if (read.kind === "refused") {
    addRows(ledger.read, 1, read.amount);
    addRows(ledger.refused, 1, read.amount);
    const { problem: reason, kind } = read.fault;
    return { line, column: read.column, reason, kind, keptOut: { exposure: read.amount } };
  }
  if (read.kind === "left out") {
    addRows(ledger.read, 1, read.amount);
    return leave(read.says, read.amount);
  }
  addRows(ledger.read, 1, read.exposure);
  const other = notChosen(read, choice);
  if (other !== null) return leave(other, read.exposure);
  if (read.exposure === 0) return leave("a value of zero", read.exposure);
  const first = add(read);
  if (first === null) onFigure(read);
  else {
    addRows(ledger.refused, 1, read.exposure);
    const kind = "stands on another line already: a figure counts once";
    const reason = `stands on line ${first} already: a figure counts once`;
    return { line, column: null, reason, kind, keptOut: { exposure: read.exposure } };
  }
  return null;
}

function* settled<Role extends string>(
  { figure, line, lines, sum, hasWhole }: SummedFigure,
  hasCountries: boolean,
  reading: TradeReadingOf<Role>,
  { ledger, leftOut, unknownOrigin }: TradeFindings,
): Generator<NettedPosition | Rejection> {
  const says = leftOutAs(figure, hasWhole, hasCountries);
  if (says !== null) {
    addRows(ledger.leftOut, lines, sum);
    for (let row = 1; row < lines; row += 1) leftOut.add(says, 0);
    leftOut.add(says, Number(sum));
    return;
  }
  const fault = faultOf(figure, sum, reading.unit);
  if (fault !== null) {
    addRows(ledger.refused, lines, sum);
    const exposure = Number.isSafeInteger(Number(sum)) ? Number(sum) : null;
    return yield { line, column: null, ...fault, keptOut: { rows: lines, exposure } };
  }
  if (figure.origin === null) {
    for (let row = 1; row < lines; row += 1) unknownOrigin.add(figure.originSays, 0);
    unknownOrigin.add(figure.originSays, Number(sum));
  }
  yield { line, lines, row: positionOf(figure, Number(sum) as Minor, reading) };
}

function leftOutAs(
  { isOfGroup, part, reporter }: TradeFigure,
  hasWhole: boolean,
  hasCountries: boolean,
): string | null {
  if (isOfGroup && hasCountries) return `imports of a group of countries: ${reporter}`;
  return part !== null && hasWhole ? part.says : null;
}

function faultOf(figure: TradeFigure, sum: bigint, unit: Unit): { reason: string; kind: string } | null {
  const { part, code, period, origin } = figure;
  const what = `${period.text} of ${code} from ${origin ?? "an unknown country"}`;
  if (part !== null && part.alone === "is refused") {
    const kind = "has a part of a figure, and not the whole";
    return { reason: `has ${part.says} in ${what}, and no row has the whole: ask for the totals`, kind };
  }
  if (sum <= BigInt(MOST_EXPOSURE)) return null;
  const most = `${counted(toUnit(MOST_EXPOSURE, unit))} ${unit}`;
  const kind = `adds up to more than ${most}, the most that one position may hold`;
  return { reason: `${what} ${kind}`, kind };
}

function positionOf<Role extends string>(
  { reporter, code, period, origin, partnerId }: TradeFigure,
  exposure: Minor,
  { prefix, sector, itemOf, sourceOf }: TradeReadingOf<Role>,
): Position {
  return {
    positionId: `${prefix}-${reporter}-${code}-${period.text}-${partnerId}`,
    sector,
    supplierId: null,
    item: itemOf(code),
    originCountry: origin,
    exposure,
    date: period.last,
    periodStart: period.first,
    program: null,
    source: sourceOf(reporter),
  };
}
