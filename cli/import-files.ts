import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename } from "node:path";
import type { FileImport } from "../functions/import/formats.ts";
import type { ImportReport } from "../functions/import/import-report.ts";
import { UnusableFile } from "../functions/import/rows.ts";
import type { ImportPorts } from "../functions/ports.ts";
import { showProgress } from "./progress.ts";
import { UsageError } from "./usage-error.ts";

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
    return await importOne(bytes, ports, {
      file: basename(file),
      from: { via: "command line", by: userName() },
      replace,
    });
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

/** Who runs the command; `null` where the machine has no name for them, as in some containers. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return null;
    throw error;
  }
}
