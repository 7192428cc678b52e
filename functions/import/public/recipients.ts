import type { Supplier } from "../../../shared/supply/supplier.ts";
import { noun, someOf } from "../../../shared/values/count.ts";
import type { Day } from "../../../shared/values/day.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { countryCode } from "../files/country.ts";
import type { ImportPorts } from "../ports.ts";
import { type ImportReport, warn } from "../tables/import-report.ts";
import { importSuppliers } from "../tables/tables.ts";
import type { FileImportOptions } from "../tables/upsert.ts";

/** What a row says of its recipient. Texts are empty where it says nothing. */
export interface RecipientRow {
  uei: string;
  name: string;
  country: string;
  parentUei: string;
  parentName: string;
  day: Day;
}

/** Recipients of contracts, by their UEI. */
export interface Recipients {
  note(row: RecipientRow): void;
  /** The suppliers that recipients are, and their parents; those without a declared parent are not among them. */
  suppliersOf(ids: Iterable<string>): Supplier[];
  supplierOf(id: string): Supplier | null;
}

/** Starts without recipients. Of what rows say of one, the row of the latest day counts. */
export function createRecipients(): Recipients {
  const rows = new Map<string, RecipientRow>();
  const supplierOf = (id: string): Supplier | null => {
    const row = rows.get(id);
    // Without a declared parent the owner is unknown, and a supplier without a row says just that.
    if (row === undefined || row.parentUei === "") return null;
    const parentId = row.parentUei === id ? null : row.parentUei;
    return supplierNamed(id, row.name, { country: countryCode(row.country), parentId });
  };
  return {
    note(row) {
      const known = rows.get(row.uei);
      if (row.uei !== "" && (known === undefined || row.day >= known.day)) rows.set(row.uei, row);
    },
    supplierOf,
    suppliersOf(ids) {
      const suppliers = new Map<string, Supplier>();
      for (const id of ids) {
        const supplier = supplierOf(id);
        if (supplier === null) continue;
        suppliers.set(id, supplier);
        const { parentId } = supplier;
        if (parentId === null || suppliers.has(parentId)) continue;
        const parent = supplierOf(parentId);
        const name = rows.get(id)?.parentName ?? "";
        suppliers.set(parentId, parent ?? supplierNamed(parentId, name, { country: null, parentId: null }));
      }
      return [...suppliers.values()];
    },
  };
}

const LONGEST_NAME = 500;

function supplierNamed(
  supplierId: string,
  name: string,
  { country, parentId }: Pick<Supplier, "country" | "parentId">,
): Supplier {
  const shown = name === "" ? supplierId : name.slice(0, LONGEST_NAME);
  return { supplierId, name: shown, country, parentId, parentStake: null, lists: [], inputs: null };
}

/** How many suppliers a table has added, and how many were stored already. */
export interface RecipientsAnswer {
  added: number;
  stored: number;
  /** Recipients whose parent the table does not tell, and who have no supplier row. */
  withoutParent: number;
}

/**
 * Stores the suppliers of a table that are not stored yet. Those that are stay as they are: somebody may know more than the
 * table. Where they differ from it, a note in the report says so.
 */
export async function storeRecipients(
  recipients: Recipients,
  ids: ReadonlySet<string>,
  { ports, options, report }: { ports: ImportPorts; options: FileImportOptions; report: ImportReport },
): Promise<RecipientsAnswer> {
  const suppliers = recipients.suppliersOf(ids);
  const stored = await ports.suppliers.find(suppliers.map(({ supplierId }) => ({ supplierId })));
  const fresh = suppliers.filter((_, at) => stored[at] === null);
  warn(report, differing(suppliers, stored));
  if (fresh.length > 0) {
    const { file, rememberedAs = file, ...others } = options;
    const added = await importSuppliers(rowsOf(fresh), ports, {
      ...named(others),
      file,
      rememberedAs: `${rememberedAs} (recipients)`,
    });
    warn(report, added.warnings);
  }
  const parentless = [...ids].filter((id) => recipients.supplierOf(id) === null);
  const rowsOfThese = await ports.suppliers.find(parentless.map((supplierId) => ({ supplierId })));
  const withoutParent = rowsOfThese.filter((row) => row === null).length;
  return { added: fresh.length, stored: suppliers.length - fresh.length, withoutParent };
}

/** Of the options of a file those that also hold for its suppliers. */
function named({ from, runner, digest }: Omit<FileImportOptions, "file">): Omit<FileImportOptions, "file"> {
  return {
    ...(from === undefined ? {} : { from }),
    ...(runner === undefined ? {} : { runner }),
    ...(digest === undefined ? {} : { digest }),
  };
}

async function* rowsOf(suppliers: Supplier[]) {
  for (const [at, row] of suppliers.entries()) yield { line: at + 1, row };
}

const MOST_NAMED = 5;

/** Notes of stored suppliers with another parent than a table says. */
function differing(suppliers: Supplier[], stored: (Supplier | null)[]): string[] {
  const other = suppliers.filter(({ parentId }, at) => {
    const known = stored[at] ?? null;
    return known !== null && parentId !== null && known.parentId !== parentId;
  });
  if (other.length === 0) return [];
  const names = someOf(
    other.slice(0, MOST_NAMED).map(({ supplierId }) => quoted(supplierId)),
    MOST_NAMED,
    other.length,
  );
  const have = noun(other.length, "supplier is stored", "suppliers are stored");
  return [`${other.length} ${have} with another parent than the file says, and stayed as stored: ${names}`];
}

/** The stored suppliers, and those that a table will add: a check of the table's positions sees both. */
export function withRecipients(
  suppliers: ImportPorts["suppliers"],
  recipients: Recipients,
): ImportPorts["suppliers"] {
  return {
    ...suppliers,
    find: async (keys) => {
      const stored = await suppliers.find(keys);
      return keys.map(({ supplierId }, at) => stored[at] ?? recipients.supplierOf(supplierId));
    },
  };
}
