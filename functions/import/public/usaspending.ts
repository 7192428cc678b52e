import { usaspendingMapping } from "../../../shared/mapping/usaspending.ts";
import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import { identifierSchema } from "../../../shared/values/identifier.ts";
import { checkUnit } from "../files/sector-unit.ts";
import { readTable } from "../files/table.ts";
import { mappedAnswer, watchChanges } from "../mapped/answer.ts";
import { countedPositions } from "../mapped/counted-positions.ts";
import type { MappedReport } from "../mapped/import-mapped.ts";
import { mappedLines } from "../mapped/mapped-lines.ts";
import { addRows, checkLedger, emptyLedger } from "../mapped/row-ledger.ts";
import type { SupplierNames } from "../mapped/supplier-names.ts";
import type { ImportPorts } from "../ports.ts";
import { digested, type FileImport } from "../tables/formats.ts";
import { importPositions } from "../tables/tables.ts";
import { type ContractFindings, contractLines } from "./contract-lines.ts";
import { nettedAwards } from "./net-awards.ts";
import {
  createRecipients,
  type RecipientRow,
  type RecipientsAnswer,
  storeRecipients,
  withRecipients,
} from "./recipients.ts";
import { type CountedRows, createRowCounts } from "./row-counts.ts";

/** What an import of contracts did. */
export interface ContractsReport extends MappedReport {
  contracts: {
    /** Rows of product and service codes that are no batteries, by code. */
    leftOut: CountedRows[];
    /** What rows of batteries say of the place of manufacture, in the words of the table: it is no country. */
    placesOfManufacture: CountedRows[];
    /** Codes of origins that are no country: the origin is unknown. */
    noCountry: CountedRows[];
    suppliers: RecipientsAnswer;
  };
}

/** Imports a Contracts_PrimeTransactions download of USAspending into a sector. */
export function usaspendingImport(policy: MeasuredSector, mostBytes: number) {
  return async (...[bytes, ports, options]: Parameters<FileImport>): Promise<ContractsReport> => {
    const named = { ...options, kind: "usaspending" as const, sector: policy.sector };
    return await digested(bytes, named, (read, more) =>
      importContracts(read, ports, more, { policy, mostBytes }),
    );
  };
}

interface ContractImport {
  policy: MeasuredSector;
  /** The most bytes of unpacked text that are read. */
  mostBytes: number;
}

async function importContracts(
  bytes: AsyncIterable<Uint8Array>,
  ports: ImportPorts,
  options: Parameters<FileImport>[2],
  how: ContractImport,
): Promise<ContractsReport> {
  const reading = readContracts(bytes, ports, how);
  const { ledger, recipients, counted, counts } = reading;
  const watched = watchChanges(ports);
  const suppliers = withRecipients(ports.suppliers, recipients);
  const sellers = new Set<string>();
  const report = await importPositions(counted.rows, { ...watched.ports, suppliers }, options, (rows) => {
    counted.onTaken(rows);
    for (const { row } of rows) if (row.supplierId !== null) sellers.add(row.supplierId);
  });
  counted.settle();
  addRows(ledger.netted, reading.zeros(), 0);
  checkLedger(ledger);
  const stored = await storeRecipients(recipients, sellers, { ports, options, report });
  const { readAs } = reading;
  const headerLine = reading.headerLine();
  return {
    ...report,
    mapped: mappedAnswer({ ledger, readAs, headerLine, suppliers: [], changes: watched.changes() }),
    contracts: {
      leftOut: counts.leftOut.counted("USD"),
      placesOfManufacture: counts.manufacture.counted("USD"),
      noCountry: counts.noCountry.counted("USD"),
      suppliers: stored,
    },
  };
}

/** Starts to read a download. What is found beside its positions is known when all of them were read. */
function readContracts(
  bytes: AsyncIterable<Uint8Array>,
  { policies }: Pick<ImportPorts, "policies">,
  { policy, mostBytes }: ContractImport,
) {
  const readAs: string[] = [];
  const ledger = emptyLedger("USD");
  const recipients = createRecipients();
  const counts = {
    leftOut: createRowCounts(),
    manufacture: createRowCounts(),
    noCountry: createRowCounts(),
  };
  let current = { line: 0, award: "" };
  const onRow: ContractFindings["onRow"] = (line, cellOf) => {
    // A transaction that names no award nets with no other.
    current = { line, award: cellOf("contract_award_unique_key") || `line ${line}` };
    recipients.note(recipientIn(cellOf));
  };
  let headerLine = 1;
  const onHeader = ({ line }: { line: number }) => {
    checkUnit("USD", policy);
    headerLine = line;
  };
  let zeros = 0;
  const tell = (how: string) => readAs.push(how);
  const table = readTable(bytes, { layout: usaspendingMapping.table, mostBytes, tell });
  const by = { mapping: usaspendingMapping, sector: policy.sector, policies, names: BY_ID, ledger, onHeader };
  const awards = nettedAwards(mappedLines(contractLines(table, { ledger, ...counts, onRow }), by), {
    ledger,
    awardOf(line) {
      if (current.line !== line) throw new Error(`line ${line} was not the last to be read`);
      return current.award;
    },
    onZero: () => {
      zeros += 1;
    },
  });
  const counted = countedPositions(awards, ledger);
  return { readAs, ledger, recipients, counts, counted, headerLine: () => headerLine, zeros: () => zeros };
}

function recipientIn(cellOf: (column: string) => string): RecipientRow {
  return {
    uei: cellOf("recipient_uei"),
    name: cellOf("recipient_name"),
    country: cellOf("recipient_country_code"),
    parentUei: identifierSchema.safeParse(cellOf("recipient_parent_uei")).data ?? "",
    parentName: cellOf("recipient_parent_name"),
    day: cellOf("action_date"),
  };
}

/** Suppliers are named by their UEI, and never by a name. */
const BY_ID: SupplierNames = {
  idOf: () => {
    throw new Error("a recipient has an id of its own");
  },
  note: () => {},
  named: () => [],
};
