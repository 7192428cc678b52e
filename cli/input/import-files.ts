import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename } from "node:path";
import { UnusableFile } from "../../functions/import/files/row.ts";
import type { ImportPorts } from "../../functions/import/ports.ts";
import type { FileImport } from "../../functions/import/tables/formats.ts";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import type { RowRemoval } from "../../functions/import/tables/replacing.ts";
import { StoppedImport } from "../../functions/import/tables/stopped-import.ts";
import { counted } from "../../shared/values/count.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { Interrupted, type Interrupting } from "../terminal/interrupted.ts";
import { showProgress } from "../terminal/progress.ts";
import { interruptedSentence } from "./interrupted-import.ts";
import { UsageError } from "./usage-error.ts";

export interface ImportFilesOptions {
  replace: boolean;
  /** Asks whether rows may be removed. Left out when the user has agreed in advance, or nobody can be asked. */
  confirm?: (question: string) => Promise<boolean>;
  /** Called with a sentence about how many rows a file will remove, when `confirm` is left out. */
  onNote: (sentence: string) => void;
  /** `file` is as the user has named it. */
  onReport: (report: ImportReport, file: string) => void;
  /** What ends the import after the batches that are under way; nothing unless given. */
  interrupting?: Interrupting;
  /** Whether nothing is written in any case. */
  isDry?: boolean;
}

const NEVER_INTERRUPTED: Interrupting = { stop: new AbortController().signal, exitCode: () => 0 };

/**
 * Imports files one after another. When one cannot be used, the others are still imported.
 * @throws UsageError naming each file that could not be used, after the others are done.
 * @throws Interrupted saying what was stored of which file, after a signal.
 */
export async function importFiles(
  files: string[],
  importOne: FileImport,
  ports: ImportPorts,
  options: ImportFilesOptions,
): Promise<void> {
  const unusable: string[] = [];
  const { interrupting = NEVER_INTERRUPTED } = options;
  const { stop } = interrupting;
  for (const [at, file] of files.entries()) {
    if (stop.aborted) throw interruptedAt(files.slice(at), null, { ...options, interrupting });
    try {
      options.onReport(await importPath(file, importOne, ports, { ...options, stop }), file);
    } catch (error) {
      const isCut = error instanceof StoppedImport || (error instanceof UnusableFile && stop.aborted);
      if (isCut) throw interruptedAt(files.slice(at), error, { ...options, interrupting });
      if (!(error instanceof UnusableFile)) throw error;
      unusable.push(`${basename(file)}: ${error.message}`);
    }
  }
  if (unusable.length > 0) throw new UsageError(unusable.join("; "));
}

/** An interruption at the first of some files. What was cut off in the middle may look like a file that cannot be used. */
function interruptedAt(
  [file = "", ...left]: string[],
  error: StoppedImport | UnusableFile | null,
  { interrupting, isDry = false }: { interrupting: Interrupting; isDry?: boolean },
): Interrupted {
  const stopped = error instanceof StoppedImport && error.isBegun ? error : null;
  const sentence = interruptedSentence({
    file: basename(file),
    stopped,
    left: left.map((one) => basename(one)),
    isDry,
  });
  return new Interrupted(sentence, interrupting.exitCode());
}

async function importPath(
  file: string,
  importOne: FileImport,
  ports: ImportPorts,
  {
    replace,
    stop,
    ...options
  }: Pick<ImportFilesOptions, "replace" | "confirm" | "onNote"> & { stop: AbortSignal },
) {
  const size = await sizeOf(file);
  const bytes = createReadStream(file);
  const progress = showProgress(basename(file), size, bytes);
  const onRemoval = async (removal: RowRemoval) => {
    progress.stop();
    await settleRemoval(basename(file), removal, options);
  };
  try {
    return await importOne(readUntil(stop, bytes), ports, {
      file: basename(file),
      from: { via: "command line", by: userName() },
      replace,
      onRemoval,
      onProgress: progress.stored,
      stop,
    });
  } finally {
    progress.stop();
  }
}

async function* readUntil(stop: AbortSignal, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (stop.aborted) throw new UnusableFile("was read only in part");
    yield chunk;
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
  if (found.isDirectory()) throw new UnusableFile("is a folder: name the files in it");
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
