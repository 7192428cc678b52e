import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename } from "node:path";
import { UnusableFile } from "../../functions/import/files/row.ts";
import type { ImportPorts } from "../../functions/import/ports.ts";
import type { FileImport } from "../../functions/import/tables/formats.ts";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import type { RowRemoval } from "../../functions/import/tables/replacing.ts";
import { counted } from "../../shared/values/count.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { showProgress } from "../terminal/progress.ts";
import { UsageError } from "./usage-error.ts";

export interface ImportFilesOptions {
  replace: boolean;
  /** Asks whether rows may be removed. Left out when the user has agreed in advance, or nobody can be asked. */
  confirm?: (question: string) => Promise<boolean>;
  /** Called with a sentence about how many rows a file will remove, when `confirm` is left out. */
  onNote: (sentence: string) => void;
  /** `file` is as the user has named it. */
  onReport: (report: ImportReport, file: string) => void;
}

/**
 * Imports files one after another. When one cannot be used, the others are still imported.
 * @throws UsageError naming each file that could not be used, after the others are done.
 */
export async function importFiles(
  files: string[],
  importOne: FileImport,
  ports: ImportPorts,
  options: ImportFilesOptions,
): Promise<void> {
  const unusable: string[] = [];
  for (const file of files) {
    try {
      options.onReport(await importPath(file, importOne, ports, options), file);
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      unusable.push(`${basename(file)}: ${error.message}`);
    }
  }
  if (unusable.length > 0) throw new UsageError(unusable.join("; "));
}

async function importPath(
  file: string,
  importOne: FileImport,
  ports: ImportPorts,
  { replace, ...options }: ImportFilesOptions,
) {
  const size = await sizeOf(file);
  const bytes = createReadStream(file);
  const progress = showProgress(basename(file), size, bytes);
  const onRemoval = async (removal: RowRemoval) => {
    progress.stop();
    await settleRemoval(basename(file), removal, options);
  };
  try {
    return await importOne(bytes, ports, {
      file: basename(file),
      from: { via: "command line", by: userName() },
      replace,
      onRemoval,
      onProgress: progress.stored,
    });
  } finally {
    progress.stop();
  }
}

const LONGEST_GIVEN_FILE = 80;

/** Asks, or tells, before rows are removed. @throws UnusableFile when the user says no: nothing was stored yet. */
async function settleRemoval(
  file: string,
  { rows, of }: RowRemoval,
  { confirm, onNote }: Pick<ImportFilesOptions, "confirm" | "onNote">,
): Promise<void> {
  const [removed, stored] = [rows, of].map(counted);
  const what = `${removed} of the ${stored} stored rows of its sources`;
  const name = lineOf(file, LONGEST_GIVEN_FILE);
  if (confirm === undefined) onNote(`${name}: --replace removes ${what}`);
  else if (!(await confirm(`${name}: --replace would remove ${what}. Go on?`)))
    throw new UnusableFile(`--replace would remove ${what}: nothing was imported of it`);
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UnusableFile(error.code === "ENOENT" ? "does not exist" : `cannot be read (${error.code})`);
  });
  if (!found.isFile()) throw new UnusableFile("is not a file");
  return found.size;
}

/** Who runs the command; `null` when the user has no name, as in some containers. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return null;
    throw error;
  }
}
