import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is known about the mutants of a module so far, by their ids. */
export interface Progress {
  /** The digest of the module that these are the mutants of. */
  module: string;
  /** The mutants that some test came by. */
  covered: Record<string, true>;
  /** The first test that noticed each. */
  noticed: Record<string, string>;
  /** The mutants that are reached as some file is loaded. */
  onLoad: Record<string, true>;
  /** The files that have been gone through, with their digests. */
  tested: Record<string, string>;
  /** The mutants that were tried from the start, with the digest of the files that were loaded again. */
  loaded: Record<string, string>;
  /** Tests that fail without any mutant: they notice nothing. */
  failing: string[];
}

const progressFile = (folder: string) => join(folder, "progress.json");
// Which mutant is being tried: when that takes for ever, whoever started the run can tell.
const tryingFile = (folder: string) => join(folder, "trying.txt");

/** Prepares the folder of a run: as it was left, if it is continued and the module is still the same, else empty. */
export function openProgress(folder: string, module: string, isContinued: boolean): Progress {
  const digest = digestOf([module]);
  const found = isContinued && existsSync(progressFile(folder)) ? readProgress(folder) : null;
  if (found?.module === digest) return found;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const empty = { covered: {}, noticed: {}, onLoad: {}, tested: {}, loaded: {}, failing: [] };
  const progress: Progress = { module: digest, ...empty };
  saveProgress(folder, progress);
  return progress;
}

/** What is known; a mutant that was being tried when the process was ended has been noticed by that. */
export function readProgress(folder: string): Progress {
  return JSON.parse(readFileSync(progressFile(folder), "utf8")) as Progress;
}

export function saveProgress(folder: string, progress: Progress): void {
  writeFileSync(`${progressFile(folder)}.new`, JSON.stringify(progress));
  renameSync(`${progressFile(folder)}.new`, progressFile(folder));
}

export function trying(folder: string, id: string | null): void {
  writeFileSync(tryingFile(folder), id ?? "");
}

/** The mutant that has been tried for longer than so many milliseconds, if there is one. */
export function triedForLong(folder: string, longest: number): string | null {
  const found = statSync(tryingFile(folder), { throwIfNoEntry: false });
  if (found === undefined || found.size === 0 || Date.now() - found.mtimeMs <= longest) return null;
  return readFileSync(tryingFile(folder), "utf8");
}

/** The digest of what is in files. */
export function digestOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}
