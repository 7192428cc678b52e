import { createHash } from "node:crypto";
import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import { readCensus } from "../files/census.ts";
import { readHoldings } from "../files/holdings.ts";
import { readLinks, readPositions, readSuppliers } from "../files/native.ts";
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

/** The native formats, by the kind of their rows. */
export const nativeImports = {
  positions: (bytes, ports, options) =>
    digested(bytes, options, (read, more) =>
      importPositions(readPositions(read, ports.policies), ports, more),
    ),
  suppliers: (bytes, ports, options) =>
    digested(bytes, options, (read, more) => importSuppliers(readSuppliers(read), ports, more)),
  links: (bytes, ports, options) =>
    digested(bytes, options, (read, more) => importLinks(readLinks(read), ports, more)),
  holdings: (bytes, ports, options) =>
    digested(bytes, options, (read, more) => importHoldings(readHoldings(read), ports, more)),
} as const satisfies Record<string, FileImport>;

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
