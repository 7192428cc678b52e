import { createHash } from "node:crypto";
import type { FileKind } from "../../../shared/imports/file-kind.ts";
import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import { readCensus } from "../files/census.ts";
import { readHoldings } from "../files/holdings.ts";
import { readLinks, readPositions, readSuppliers } from "../files/native.ts";
import { anyForm } from "../files/native-rows.ts";
import type { TableReading } from "../files/table-reading.ts";
import { readAnyUsitc } from "../files/usitc-any.ts";
import type { ImportPorts } from "../ports.ts";
import { importHoldings } from "./holdings.ts";
import type { ImportReport } from "./import-report.ts";
import { importLinks, importPositions, importSuppliers } from "./tables.ts";
import type { FileImportOptions } from "./upsert.ts";

/** Reads a file of one kind and stores what is in it. */
export type FileImport = (
  bytes: AsyncIterable<Uint8Array>,
  ports: ImportPorts,
  options: FileImportOptions,
) => Promise<ImportReport>;

/** How a native file is read: its form, as far as it is not found out, and the most bytes of unpacked text that are read. */
export type NativeReading = Omit<TableReading, "tell">;

type NativeImport = (
  bytes: AsyncIterable<Uint8Array>,
  reading: TableReading,
  ports: ImportPorts,
  options: FileImportOptions,
) => Promise<ImportReport>;

const natives = {
  positions: (bytes, reading, ports, options) =>
    importPositions(readPositions(bytes, ports.policies, reading), ports, options),
  suppliers: (bytes, reading, ports, options) =>
    importSuppliers(readSuppliers(bytes, reading), ports, options),
  links: (bytes, reading, ports, options) => importLinks(readLinks(bytes, reading), ports, options),
  holdings: (bytes, reading, ports, options) => importHoldings(readHoldings(bytes, reading), ports, options),
} as const satisfies Partial<Record<FileKind, NativeImport>>;

/** The kinds of rows that have a native format. */
export type NativeKind = keyof typeof natives;
export const nativeKinds = Object.keys(natives) as NativeKind[];

/** A native format. The report says what was found out about the form of a file. */
export function nativeImport(kind: NativeKind, reading: NativeReading): FileImport {
  return (bytes, ports, options) =>
    digested(bytes, options, async (read, more) => {
      const readAs: string[] = [];
      const report = await natives[kind](read, { ...reading, tell: (how) => readAs.push(how) }, ports, more);
      return readAs.length > 0 ? { ...report, readAs } : report;
    });
}

/** The native formats, for files of any form and size. */
export const nativeImports: Record<NativeKind, FileImport> = {
  positions: nativeImport("positions", anyForm),
  suppliers: nativeImport("suppliers", anyForm),
  links: nativeImport("links", anyForm),
  holdings: nativeImport("holdings", anyForm),
};

/** USITC DataWeb imports by country, as a table or as DataWeb exports them, into a sector. */
export function usitcImport(policy: MeasuredSector, item: string | null): FileImport {
  return (bytes, ports, options) =>
    digested(bytes, { ...options, kind: "usitc", sector: policy.sector }, (read, more) =>
      importPositions(readAnyUsitc(read, { policy, item }), ports, more),
    );
}

/** An answer of the Census API for imports by HS code, into a sector. */
export function censusImport(policy: MeasuredSector, item: string | null, mostBytes: number): FileImport {
  return (bytes, ports, options) =>
    digested(bytes, { ...options, kind: "census", sector: policy.sector }, (read, more) =>
      importPositions(readCensus(read, { policy, item, mostBytes }), ports, more),
    );
}

/** Imports a file. Its digest is known when all of it was read. */
export function digested<Report extends ImportReport>(
  bytes: AsyncIterable<Uint8Array>,
  options: FileImportOptions,
  importRead: (bytes: AsyncIterable<Uint8Array>, options: FileImportOptions) => Promise<Report>,
): Promise<Report> {
  const hash = createHash("sha256");
  async function* noted() {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return importRead(noted(), { ...options, digest: () => hash.copy().digest("hex") });
}
