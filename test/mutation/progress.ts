import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is known about the mutants so far, by their ids. */
export interface Progress {
  /** The mutants that some test came by. */
  covered: Record<string, true>;
  /** The first test that noticed each. */
  noticed: Record<string, string>;
  /** The files of tests that come by each as they are loaded: those are loaded again for it. */
  onLoad: Record<string, string[]>;
}

/** The folder of one run. */
export const FOLDER = process.env.MUTATION_FOLDER ?? join("node_modules", ".mutation");

const PROGRESS = join(FOLDER, "progress.json");
/** Which mutant is being tried: when that takes for ever, whoever started the run can tell. */
export const TRYING = join(FOLDER, "trying.txt");

/** What is known; a mutant that was being tried when the process was ended has been noticed by that. */
export function readProgress(): Progress {
  const progress: Progress = existsSync(PROGRESS)
    ? JSON.parse(readFileSync(PROGRESS, "utf8"))
    : { covered: {}, noticed: {}, onLoad: {} };
  const endless = existsSync(TRYING) ? readFileSync(TRYING, "utf8") : "";
  if (endless !== "") progress.noticed[endless] = "it never ended";
  return progress;
}

export function saveProgress(progress: Progress): void {
  writeFileSync(PROGRESS, JSON.stringify(progress));
}

export function trying(id: string | null): void {
  writeFileSync(TRYING, id ?? "");
}
