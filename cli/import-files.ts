import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { importLinks, importPositions, importSuppliers } from "../functions/import/import.ts";
import type { ImportOptions, ImportReport } from "../functions/import/import-file.ts";
import { readLinks, readPositions, readSuppliers } from "../functions/import/native-files.ts";
import { UnusableFile } from "../functions/import/rows.ts";
import { readUsitc } from "../functions/import/usitc-file.ts";
import type { ImportPorts } from "../functions/ports.ts";
import type { Policy } from "../shared/policy.ts";
import { showProgress } from "./progress.ts";
import { UsageError } from "./usage-error.ts";

/** Reads a file of one kind and stores what is in it. */
export type FileImport = (
  bytes: AsyncIterable<Uint8Array>,
  ports: ImportPorts,
  options: ImportOptions,
) => Promise<ImportReport>;

/** The native formats, by the name of what is in them. */
export const nativeImports = {
  positions: (bytes, ports, options) => importPositions(readPositions(bytes), ports, options),
  suppliers: (bytes, ports, options) => importSuppliers(readSuppliers(bytes), ports, options),
  links: (bytes, ports, options) => importLinks(readLinks(bytes), ports, options),
} as const satisfies Record<string, FileImport>;

/** USITC DataWeb imports by country, into a sector. */
export function usitcImport(policy: Policy, item: string | null): FileImport {
  return (bytes, ports, options) => importPositions(readUsitc(bytes, { policy, item }), ports, options);
}

/**
 * Imports files one after another. A file that cannot be used at all does not keep the others from being imported.
 * @throws UsageError naming each file that could not be used, after the others are done.
 */
export async function importFiles(
  files: string[],
  importOne: FileImport,
  ports: ImportPorts,
  replace: boolean,
  onReport: (report: ImportReport) => void,
): Promise<void> {
  const unusable: string[] = [];
  for (const file of files) {
    try {
      onReport(await importPath(file, importOne, ports, replace));
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      unusable.push(`${basename(file)}: ${error.message}`);
    }
  }
  if (unusable.length > 0) throw new UsageError(unusable.join("; "));
}

async function importPath(file: string, importOne: FileImport, ports: ImportPorts, replace: boolean) {
  const size = await sizeOf(file);
  const bytes = createReadStream(file);
  const progress = showProgress(basename(file), size, bytes);
  try {
    return await importOne(bytes, ports, { file: basename(file), replace });
  } finally {
    progress.stop();
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UnusableFile(error.code === "ENOENT" ? "does not exist" : `cannot be read (${error.code})`);
  });
  if (!found.isFile()) throw new UnusableFile("is not a file");
  return found.size;
}
