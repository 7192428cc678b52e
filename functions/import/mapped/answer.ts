import type { ImportRecord } from "../../../shared/imports/record.ts";
import { asMinor, toUnit, type Unit } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { ImportPorts } from "../ports.ts";
import type { RowLedger, RowSum } from "./row-ledger.ts";
import type { NamedSupplier } from "./supplier-names.ts";

/** Rows and what their amounts add up to, in the unit. `unreadable` of them have an amount that is not known in it. */
interface RowsAndAmount {
  rows: number;
  amount: number;
  unreadable: number;
}

/** What an import changed in a sector, or would change; amounts in the sector's unit. */
export interface SectorChange {
  sector: SectorId;
  added: number;
  changed: number;
  removed: number;
  exposure: { added: number; removed: number };
}

/**
 * How a table was read, and where its rows have gone: `read` is the sum of `taken`, `netted` and `refused`, of `totals` where it
 * has lines that are totals, and of `leftOut` where a public table has rows that are not about the sector.
 */
export interface MappedAnswer {
  /** What was found out about the file. */
  readAs: string[];
  headerLine: number;
  unit: Unit;
  read: RowsAndAmount;
  taken: RowsAndAmount;
  netted: RowsAndAmount & { positions: number };
  totals?: RowsAndAmount;
  refused: RowsAndAmount;
  leftOut?: RowsAndAmount;
  /** Lines below the header without any value. */
  blank: number;
  changes: SectorChange[];
  /** Names that became ids. At most `MOST_SUPPLIERS`. */
  suppliers: NamedSupplier[];
  moreSuppliers: number;
}

const MOST_SUPPLIERS = 1000;

/** Puts the answer together. */
export function mappedAnswer({
  ledger,
  readAs,
  headerLine,
  suppliers,
  changes,
}: Pick<MappedAnswer, "readAs" | "headerLine"> & {
  ledger: RowLedger;
  suppliers: NamedSupplier[];
  changes: ImportRecord[];
}): MappedAnswer {
  const { unit } = ledger;
  const inUnit = ({ rows, amount, unreadable }: RowSum): RowsAndAmount => ({
    rows,
    amount: toUnit(asMinor(Number(amount)), unit),
    unreadable,
  });
  return {
    readAs,
    headerLine,
    unit,
    read: inUnit(ledger.read),
    taken: inUnit(ledger.taken),
    netted: { ...inUnit(ledger.netted), positions: ledger.nettedInto },
    ...(ledger.totals.rows > 0 ? { totals: inUnit(ledger.totals) } : {}),
    refused: inUnit(ledger.refused),
    ...(ledger.leftOut.rows > 0 ? { leftOut: inUnit(ledger.leftOut) } : {}),
    blank: ledger.blank,
    changes: changes.flatMap((record) => changeOf(record, unit)),
    suppliers: suppliers.slice(0, MOST_SUPPLIERS),
    moreSuppliers: Math.max(0, suppliers.length - MOST_SUPPLIERS),
  };
}

function changeOf({ sector, rows, exposure }: ImportRecord, unit: Unit): SectorChange[] {
  if (sector === null || exposure === null) return [];
  const { added, removed } = exposure;
  return [{ sector, ...rows, exposure: { added: toUnit(added, unit), removed: toUnit(removed, unit) } }];
}

/** Ports of an import that also say what it has changed, by sector. */
export function watchChanges(ports: ImportPorts): { ports: ImportPorts; changes(): ImportRecord[] } {
  const bySector = new Map<string | null, ImportRecord>();
  return {
    ports: {
      ...ports,
      imports: {
        ...ports.imports,
        async put(records) {
          for (const record of records) bySector.set(record.sector, record);
          await ports.imports.put(records);
        },
      },
    },
    changes: () => [...bySector.values()],
  };
}

/** Ports of an import that finds out all that it would do, and writes nothing. */
export function withoutWriting(ports: ImportPorts): ImportPorts {
  const silent = { put: async () => {}, remove: async () => {} };
  return {
    ...ports,
    positions: { ...ports.positions, ...silent },
    suppliers: { ...ports.suppliers, ...silent },
    links: { ...ports.links, ...silent },
    ...(ports.holdings === undefined ? {} : { holdings: { ...ports.holdings, ...silent } }),
    refusals: { ...ports.refusals, ...silent },
    imports: { ...ports.imports, ...silent },
    markers: { ...ports.markers, ...silent },
  };
}
