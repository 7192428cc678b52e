import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import { asMinor, toUnit } from "../../../shared/values/exposure.ts";
import { rowsInUnit, type TableUnit } from "../files/sector-unit.ts";
import { mappedAnswer, watchChanges } from "../mapped/answer.ts";
import { countedPositions } from "../mapped/counted-positions.ts";
import type { MappedReport } from "../mapped/import-mapped.ts";
import { addRows, checkLedger, emptyLedger } from "../mapped/row-ledger.ts";
import { digested, type FileImport } from "../tables/formats.ts";
import { importPositions } from "../tables/tables.ts";
import { type CountedRows, createRowCounts } from "./row-counts.ts";
import type { ReadTradeRow, TradeChoice, TradeFigure } from "./trade-figure.ts";
import { type TradeReadingOf, type TradeRow, tradePositions } from "./trade-positions.ts";

/** What an import of trade statistics did. */
export interface TradeReport extends MappedReport {
  trade: {
    /** Rows that are no imports from one country, by what they are. */
    leftOut: CountedRows[];
    /** Partners that are no country: the origin is unknown. */
    unknownOrigin: CountedRows[];
    /** Rows whose partner is where the goods were sent from, and need not be where they were made; in the unit. */
    consigned: { rows: number; amount: number };
  };
}

/** What the user says of a table of trade statistics. */
export interface TradeOptions extends TradeChoice {
  policy: MeasuredSector;
  /** What goods of each product code are; their code where it is not here. */
  items: ReadonlyMap<string, string>;
  /** What all others are; their product code where it is `null`. */
  item: string | null;
  /** The most bytes of unpacked text that are read. */
  mostBytes: number;
}

/** A publisher of trade statistics. */
export interface TradeSource<Role extends string> {
  kind: "comext" | "comtrade";
  unit: TableUnit;
  readRow: ReadTradeRow<Role>;
  sourceOf(reporter: string): string;
  isConsigned(figure: TradeFigure): boolean;
  rows(
    bytes: AsyncIterable<Uint8Array>,
    reading: { mostBytes: number; tell(how: string): void; onHeader(line: number): void; onBlank(): void },
  ): AsyncIterable<TradeRow<Role>>;
}

/** Imports a table of one publisher into a sector. */
export function tradeImport<Role extends string>(source: TradeSource<Role>, options: TradeOptions) {
  const { sector } = options.policy;
  return async (...[bytes, ports, file]: Parameters<FileImport>): Promise<TradeReport> => {
    return await digested(bytes, { ...file, kind: source.kind, sector }, (read, more) =>
      importTrade(read, ports, more, { source, options }),
    );
  };
}

interface TradeImport<Role extends string> {
  source: TradeSource<Role>;
  options: TradeOptions;
}

async function importTrade<Role extends string>(
  bytes: AsyncIterable<Uint8Array>,
  ports: Parameters<FileImport>[1],
  file: Parameters<FileImport>[2],
  { source, options }: TradeImport<Role>,
): Promise<TradeReport> {
  const { unit } = source;
  const readAs: string[] = [];
  const ledger = emptyLedger(unit);
  let headerLine = 1;
  const table = source.rows(bytes, {
    mostBytes: options.mostBytes,
    tell: (how) => readAs.push(how),
    onHeader: (line) => {
      headerLine = line;
    },
    onBlank: () => {
      ledger.blank += 1;
    },
  });
  const rows = rowsInUnit(table, unit, options.policy);
  const [leftOut, unknownOrigin] = [createRowCounts(), createRowCounts()];
  const consigned = { rows: 0, amount: 0n, unreadable: 0 };
  const onFigure = (figure: TradeFigure) => {
    if (source.isConsigned(figure)) addRows(consigned, 1, figure.exposure);
  };
  const findings = { ledger, leftOut, unknownOrigin, onFigure };
  const counted = countedPositions(tradePositions(rows, readingOf(source, options), findings), ledger);
  const watched = watchChanges(ports);
  const report = await importPositions(counted.rows, watched.ports, file, counted.onTaken);
  counted.settle();
  checkLedger(ledger);
  return {
    ...report,
    mapped: mappedAnswer({ ledger, readAs, headerLine, suppliers: [], changes: watched.changes() }),
    trade: {
      leftOut: leftOut.counted(unit),
      unknownOrigin: unknownOrigin.counted(unit),
      consigned: { rows: consigned.rows, amount: toUnit(asMinor(Number(consigned.amount)), unit) },
    },
  };
}

function readingOf<Role extends string>(
  { kind, unit, readRow, sourceOf }: TradeSource<Role>,
  { policy: { sector }, reporter, products, items, item }: TradeOptions,
): TradeReadingOf<Role> {
  return {
    prefix: kind,
    unit,
    readRow,
    sourceOf,
    sector,
    choice: { reporter, products },
    itemOf: (code) => items.get(code) ?? item ?? code,
  };
}
