import { globSync } from "node:fs";
import { resolve } from "node:path";
import { type Mutant, mutate } from "./mutants.ts";
import { byNearness } from "./nearness.ts";
import {
  digestOf,
  openProgress,
  type Progress,
  readProgress,
  saveProgress,
  triedForLong,
  trying,
} from "./progress.ts";
import { runTests } from "./test-run.ts";

/** What became of the mutants of one module. */
export interface Trial {
  mutants: Mutant[];
  progress: Progress;
}

/** One mutant that takes longer never ends. */
const ENDLESS_MS = 60_000;
/** How many files are loaded again for a mutant that is reached as a file is loaded, and for how long. */
const MOST_LOADED = 8;
const LONGEST_LOAD_MS = 120_000;

/** Tries every mutant of a module against the tests; `say` is told how far it is. */
export async function tryModule(
  module: string,
  tests: string,
  isContinued: boolean,
  say: (line: string) => void,
): Promise<Trial> {
  const folder = resolve("node_modules", ".mutation", module.replaceAll("/", "-"));
  const { mutants } = await mutate([module]);
  openProgress(folder, module, isContinued);
  trying(folder, null);
  const environment = { MUTATION_FOLDER: folder, MUTATION_MODULES: module, MUTATION_TESTS: tests };
  const tell = () => say(`${module}: ${told(readProgress(folder), mutants.length)}`);
  await tryByTest(folder, environment, tell);
  const progress = readProgress(folder);
  // A module is loaded for the first file that needs it: the others need it as well.
  const files = byNearness(globSync(tests.split(",")), [module], (file) => file).slice(0, MOST_LOADED);
  const digest = digestOf(files);
  for (const { id } of mutants) {
    if (progress.onLoad[id] === undefined || progress.noticed[id] !== undefined) continue;
    if (progress.loaded[id] === digest) continue;
    if (await failsFromTheStart(id, files, folder, environment))
      progress.noticed[id] = "a test as its file is loaded";
    progress.loaded[id] = digest;
    saveProgress(folder, progress);
    tell();
  }
  return { mutants, progress };
}

/** Runs the tests, anew after each mutant that never ends: it has been noticed by that. */
async function tryByTest(folder: string, environment: Record<string, string>, tell: () => void) {
  const watch = setInterval(tell, 30_000);
  const isToEnd = () => triedForLong(folder, ENDLESS_MS) !== null;
  try {
    while ((await runTests({ folder, environment, more: ["--passWithNoTests"], isToEnd })) === null) {
      const progress = readProgress(folder);
      const endless = triedForLong(folder, 0);
      if (endless !== null) progress.noticed[endless] = "it never ended";
      saveProgress(folder, progress);
      trying(folder, null);
    }
  } finally {
    clearInterval(watch);
  }
}

/** Whether a test fails when the mutant is on before its file is loaded. */
async function failsFromTheStart(
  id: string,
  files: string[],
  folder: string,
  environment: Record<string, string>,
): Promise<boolean> {
  const began = Date.now();
  const code = await runTests({
    folder,
    environment: { ...environment, __STRYKER_ACTIVE_MUTANT__: id },
    more: ["--bail", "1", ...files],
    isToEnd: () => Date.now() - began > LONGEST_LOAD_MS,
  });
  return code !== 0 && code !== null;
}

function told({ noticed, tested }: Progress, all: number): string {
  return `${Object.keys(noticed).length} of ${all} noticed, ${Object.keys(tested).length} files of tests gone through`;
}
