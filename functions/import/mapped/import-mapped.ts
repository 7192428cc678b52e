import { tableUnits } from "../../../shared/mapping/amount-format.ts";
import type { Mapping } from "../../../shared/mapping/mapping.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { UnusableFile } from "../files/row.ts";
import { readTable } from "../files/table.ts";
import type { ImportPorts } from "../ports.ts";
import { digested, type FileImport } from "../tables/formats.ts";
import { type ImportReport, warn } from "../tables/import-report.ts";
import { importPositions } from "../tables/tables.ts";
import { type MappedAnswer, mappedAnswer, watchChanges } from "./answer.ts";
import { countedPositions } from "./counted-positions.ts";
import { mappedPositions } from "./mapped-positions.ts";
import { checkLedger, emptyLedger } from "./row-ledger.ts";
import { type NamedSupplier, type SupplierNames, supplierNames } from "./supplier-names.ts";
import { createTableFindings } from "./table-findings.ts";

/** What an import of a table did. */
export interface MappedReport extends ImportReport {
  mapped: MappedAnswer;
}

export interface MappedImport {
  mapping: Mapping;
  /** The sector of all rows, whatever the mapping says; `null` for what the mapping says. */
  sector: SectorId | null;
  /** The most bytes of unpacked text that are read; of a sheet, ten times as many. */
  mostBytes: number;
  /**
   * Called when the table is read and nothing of it is stored. Answers which suppliers anything that is stored names; `null` where
   * that is not known.
   */
  onNames?: (names: SupplierNames) => Promise<ReadonlySet<string> | null>;
}

/** Imports a table of the user's own by a mapping: its lines become positions, which are imported like any others. */
export function mappedImport(how: MappedImport) {
  return async (...[bytes, ports, options]: Parameters<FileImport>): Promise<MappedReport> => {
    const sector = how.sector ?? onlySector(how.mapping, ports);
    const named = sector === null ? {} : { sector };
    return await digested(bytes, { ...options, kind: "map", ...named }, (read, more) =>
      importTable(read, ports, more, how),
    );
  };
}

/** The sector that a mapping names for all rows; `null` where it names several, or none that is known. */
function onlySector({ columns: { sector } }: Mapping, { policies }: Pick<ImportPorts, "policies">) {
  const named = sector?.values === undefined ? sector?.constant : undefined;
  return named !== undefined && policies.has(named) ? named : null;
}

const NO_SECTOR = "has rows whose sector the mapping does not name: add sector to its columns";

async function importTable(
  bytes: AsyncIterable<Uint8Array>,
  ports: ImportPorts,
  options: Parameters<FileImport>[2],
  { mapping, sector, mostBytes, onNames }: MappedImport,
): Promise<MappedReport> {
  if (sector === null && mapping.columns.sector === undefined) throw new UnusableFile(NO_SECTOR);
  const readAs: string[] = [];
  const ledger = emptyLedger(tableUnits[mapping.columns.exposure.unit].unit);
  const hasNames = mapping.columns.supplierId?.as === "name";
  const names = await supplierNames(hasNames ? ports.suppliers : null);
  let headerLine = 1;
  const lines = readTable(bytes, { layout: mapping.table, mostBytes, tell: (how) => readAs.push(how) });
  const findings = createTableFindings(mapping);
  const positions = mappedPositions(lines, {
    mapping,
    findings,
    sector,
    policies: ports.policies,
    names,
    ledger,
    onHeader: ({ line }) => {
      headerLine = line;
    },
  });
  const counted = countedPositions(positions, ledger);
  const watched = watchChanges(ports);
  let known: ReadonlySet<string> | null = null;
  const rows = andThen(counted.rows, async () => {
    const problem = findings.problem();
    if (problem !== null) throw new UnusableFile(problem);
    known = (await onNames?.(names)) ?? null;
  });
  const report = await importPositions(rows, watched.ports, options, counted.onTaken);
  warn(report, findings.warnings());
  counted.settle();
  checkLedger(ledger);
  const suppliers = names.named().map((one) => told(one, known));
  return {
    ...report,
    mapped: mappedAnswer({ ledger, readAs, headerLine, suppliers, changes: watched.changes() }),
  };
}

/** The rows of a table. All of them are read before the first is stored; in between comes `then`. */
async function* andThen<Row>(rows: AsyncIterable<Row>, then: () => Promise<void>): AsyncGenerator<Row> {
  yield* rows;
  await then();
}

function told(named: NamedSupplier, known: ReadonlySet<string> | null): NamedSupplier {
  if (named.by === "stored" || named.storedAs !== null) return { ...named, isNew: false };
  return known === null ? named : { ...named, isNew: !known.has(named.supplierId) };
}
