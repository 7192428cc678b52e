import { type RunnerTestCase, type RunnerTestFile, TestRunner } from "vitest";
import { readProgress, saveProgress, trying } from "./progress.ts";
import { coveredBy, filesByMutant, loadOf, switches, withMutant } from "./switches.ts";

/** Longer tests are not repeated for each mutant. */
const LONGEST_TEST_MS = Number(process.env.MUTATION_LONGEST_MS ?? 3000);

// One mutant is on for the whole run then.
const IS_ON_FROM_THE_START = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;

const progress = readProgress();

/**
 * Runs each test as it is, then again for each mutant that it comes by and that no test has noticed yet. A mutant counts as
 * noticed only if the test passes before and after: one that cannot be repeated tells nothing.
 */
export default class MutationRunner extends TestRunner {
  override onCollectStart(file: RunnerTestFile): void {
    super.onCollectStart(file);
    switches.currentTestId = loadOf(file.filepath);
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (IS_ON_FROM_THE_START) return await run();
    const began = performance.now();
    switches.currentTestId = test.id;
    try {
      await run();
    } finally {
      switches.currentTestId = "again";
    }
    const isQuick = performance.now() - began <= LONGEST_TEST_MS;
    const hits = coveredBy(test.id);
    for (const id of Object.keys(hits)) progress.covered[id] = true;
    if (isQuick) await tryEach(hits, `${test.file.name} > ${test.name}`, run);
    switches.currentTestId = loadOf(test.file.filepath);
    progress.onLoad = filesByMutant();
    saveProgress(progress);
  }
}

async function tryEach(hits: Record<string, number>, name: string, run: () => unknown): Promise<void> {
  const alive = Object.keys(hits).filter((id) => progress.noticed[id] === undefined);
  if (alive.length === 0 || !(await passes(run))) return;
  for (const id of alive) {
    trying(id);
    if (await withMutant(id, hits[id] ?? 0, () => passes(run))) continue;
    if (!(await passes(run))) break;
    progress.noticed[id] = name;
  }
  trying(null);
}

async function passes(run: () => unknown): Promise<boolean> {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}
