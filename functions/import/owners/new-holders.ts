import type { Supplier } from "../../../shared/supply/supplier.ts";
import type { CountryCode } from "../../../shared/values/identifier.ts";
import type { ImportPorts } from "../ports.ts";
import { type ImportReport, warn } from "../tables/import-report.ts";
import { importSuppliers } from "../tables/tables.ts";
import type { FileImportOptions } from "../tables/upsert.ts";

/** What a source tells of a company. */
export interface HolderFacts {
  name: string;
  country: CountryCode | null;
}

/** What became of the companies of which holdings were told. */
export interface HoldersAnswer {
  /** New supplier rows; `unnamed` of them have no name but their id, and no country. */
  added: number;
  unnamed: number;
  /** Rows that such an import had added without a name, and that have one now. */
  completed: number;
  /** Rows that stayed as they were stored. */
  stored: number;
}

/** The supplier rows that an import of holdings adds, and what it has found. */
export interface NewHolders extends HoldersAnswer {
  rows: Supplier[];
}

const LONGEST_NAME = 500;

/**
 * The rows of suppliers and holders that are not stored yet. Stored ones stay as they are: somebody may know more than the
 * source. Only a row without any fact but its id is completed.
 */
export async function newHolders(
  ids: Iterable<string>,
  factsOf: (id: string) => HolderFacts | undefined,
  { suppliers }: Pick<ImportPorts, "suppliers">,
): Promise<NewHolders> {
  const keys = [...new Set(ids)].sort().map((supplierId) => ({ supplierId }));
  const found = await suppliers.find(keys);
  const holders: NewHolders = { rows: [], added: 0, unnamed: 0, completed: 0, stored: 0 };
  for (const [at, { supplierId }] of keys.entries()) {
    const stored = found[at] ?? null;
    const facts = factsOf(supplierId);
    if (stored !== null && (facts === undefined || !isOnlyAnId(stored))) holders.stored += 1;
    else {
      holders.rows.push(supplierRow(supplierId, facts));
      if (stored !== null) holders.completed += 1;
      else holders.added += 1;
      if (stored === null && facts === undefined) holders.unnamed += 1;
    }
  }
  return holders;
}

function supplierRow(supplierId: string, facts: HolderFacts | undefined): Supplier {
  const name = (facts?.name ?? "").trim().slice(0, LONGEST_NAME);
  const country = facts?.country ?? null;
  return {
    supplierId,
    name: name === "" ? supplierId : name,
    country,
    parentId: null,
    parentStake: null,
    lists: [],
    inputs: null,
  };
}

function isOnlyAnId({ supplierId, name, country, parentId, lists, inputs }: Supplier): boolean {
  return (
    name === supplierId && country === null && parentId === null && lists.length === 0 && inputs === null
  );
}

/** The stored suppliers and those that an import will add: what is checked beside holdings sees both. */
export function withNewHolders(
  suppliers: ImportPorts["suppliers"],
  { rows }: Pick<NewHolders, "rows">,
): ImportPorts["suppliers"] {
  const added = new Map(rows.map((row) => [row.supplierId, row]));
  return {
    ...suppliers,
    find: async (keys) => {
      const stored = await suppliers.find(keys);
      return keys.map(({ supplierId }, at) => stored[at] ?? added.get(supplierId) ?? null);
    },
  };
}

/** Stores the new rows as a file of their own. What it warns of is added to the report of the holdings. */
export async function storeHolders(
  { rows }: Pick<NewHolders, "rows">,
  { ports, options, report }: { ports: ImportPorts; options: FileImportOptions; report: ImportReport },
): Promise<void> {
  if (rows.length === 0) return;
  const { file, rememberedAs = file, from, runner, digest } = options;
  const added = await importSuppliers(rowsOf(rows), ports, {
    file,
    rememberedAs: `${rememberedAs} (holders)`,
    ...(from === undefined ? {} : { from }),
    ...(runner === undefined ? {} : { runner }),
    ...(digest === undefined ? {} : { digest }),
  });
  warn(report, added.warnings);
}

async function* rowsOf(suppliers: Supplier[]) {
  for (const [at, row] of suppliers.entries()) yield { line: at + 1, row };
}
