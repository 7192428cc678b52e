import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { folded } from "../../shared/mapping/columns.ts";
import type { Mapping } from "../../shared/mapping/mapping.ts";
import { parseMapping } from "../../shared/mapping/parse-mapping.ts";
import { quoted } from "../../shared/values/parse.ts";
import { readMappingFile } from "./mapping-file.ts";
import { UsageError } from "./usage-error.ts";
import { writeWhole } from "./write-whole.ts";

/** How a mapping reads suppliers that it reads by name. */
export type SuppliersByName = NonNullable<Mapping["columns"]["supplierId"]> & { column: string };

/** The suppliers of a mapping. @throws UsageError when it does not read them by name. */
export function suppliersByName(file: string): { mapping: Mapping; supplier: SuppliersByName } {
  const mapping = readMappingFile(file);
  const { supplierId } = mapping.columns;
  if (supplierId?.column === undefined || supplierId.as !== "name")
    throw new UsageError(
      `${basename(file)}: reads no suppliers by name: supplierId must have "column", and "as": "name"`,
    );
  return { mapping, supplier: { ...supplierId, column: supplierId.column } };
}

/** What became of a decision: it was written, or it stood there already. */
export type Decided = "written" | "there";

/**
 * Writes into a mapping that a name means a supplier. Pairs that say the opposite, by `isOpposite` of their names in any order,
 * are taken out.
 * @throws UsageError when the mapping says already that the name means another supplier.
 */
export function acceptName(
  file: string,
  name: string,
  supplierId: string,
  isOpposite: (one: string, other: string) => boolean,
): Decided {
  const { values = {}, apart = [] } = suppliersByName(file).supplier;
  const left = apart.filter(([a, b]) => !isOpposite(a, b) && !isOpposite(b, a));
  const [written, meaning] = Object.entries(values).find(([from]) => folded(from) === folded(name)) ?? [name];
  if (meaning !== undefined && meaning !== supplierId) {
    const said = meaning === null ? "is unknown" : `means ${quoted(meaning)}`;
    throw new UsageError(
      `${basename(file)}: ${quoted(name)} ${said} by "values" of supplierId: change it there`,
    );
  }
  if (meaning === supplierId && left.length === apart.length) return "there";
  edit(file, ({ apart: _, ...supplier }) => ({
    ...supplier,
    values: { ...supplier.values, [written]: supplierId },
    ...(left.length === 0 ? {} : { apart: left }),
  }));
  return "written";
}

/** Writes into a mapping that two names mean different suppliers, so that they are not suggested again. */
export function refuseNames(file: string, pair: NamePair): Decided {
  const { supplier } = suppliersByName(file);
  const { apart = [] } = supplier;
  if (apart.some((one) => isSamePair(one, pair))) return "there";
  edit(file, (written) => ({ ...written, apart: [...(written.apart ?? []), pair] }));
  return "written";
}

/** Two names. */
type NamePair = [string, string];

function isSamePair([a, b]: NamePair, [c, d]: NamePair): boolean {
  const isSame = (one: string, other: string) => folded(one) === folded(other);
  return (isSame(a, c) && isSame(b, d)) || (isSame(a, d) && isSame(b, c));
}

interface WrittenSupplier {
  values?: Record<string, string | null>;
  apart?: NamePair[];
}

/** Changes what a mapping says of suppliers, and nothing else of the file; completely or not at all. */
function edit(file: string, change: (supplier: WrittenSupplier) => WrittenSupplier): void {
  const document = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, "")) as {
    columns: { supplierId: WrittenSupplier };
  };
  document.columns.supplierId = change(document.columns.supplierId);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const read = parseMapping(text);
  if ("problem" in read) throw new UsageError(`${basename(file)}: would then be wrong: ${read.problem}`);
  writeWhole(file, text);
}
