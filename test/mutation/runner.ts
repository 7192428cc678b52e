import { relative } from "node:path";
import { type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner } from "vitest";
import { importsBetween } from "./nearness.ts";
import { digestOf, readProgress, saveProgress, trying } from "./progress.ts";
import { coveredBy, loadOf, reachedOnLoad, switches, withMutant } from "./switches.ts";

// Tests that compute for longer are not repeated for each mutant: of those that import the module itself, and of the others.
const LONGEST_NEAR_MS = 3000;
const LONGEST_MS = 300;
/** A repeated test that waits for longer waits for ever. */
const LONGEST_WAIT_MS = 20_000;

// One mutant is on for the whole run then: a loop that it keeps from ending is ended after so many rounds.
const IS_ON_FROM_THE_START = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
if (IS_ON_FROM_THE_START) Object.assign(switches, { hitCount: 0, hitLimit: 100_000_000 });

const folder = process.env.MUTATION_FOLDER ?? "";
const modules = (process.env.MUTATION_MODULES ?? "").split(",");
const progress = readProgress(folder);

/**
 * Runs each test as it is, then again for each mutant that it comes by and that no test has noticed yet. A mutant counts as
 * noticed only if the test passes before and after: one that cannot be repeated tells nothing.
 */
export default class MutationRunner extends TestRunner {
  override onCollectStart(file: RunnerTestFile): void {
    super.onCollectStart(file);
    progress.failing = progress.failing.filter((test) => !test.startsWith(`${file.name} > `));
    switches.currentTestId = loadOf(relative(".", file.filepath));
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if (suite !== suite.file || IS_ON_FROM_THE_START) return;
    const file = relative(".", suite.file.filepath);
    for (const id of reachedOnLoad()) progress.onLoad[id] = true;
    progress.tested[file] = digestOf([file]);
    saveProgress(folder, progress);
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (IS_ON_FROM_THE_START) return await run();
    const name = `${test.file.name} > ${test.name}`;
    const began = process.cpuUsage();
    switches.currentTestId = test.id;
    try {
      await run();
    } catch (error) {
      progress.failing.push(name);
      throw error;
    } finally {
      switches.currentTestId = "again";
    }
    const longest = importsBetween(test.file.filepath, modules) === 1 ? LONGEST_NEAR_MS : LONGEST_MS;
    const { user, system } = process.cpuUsage(began);
    const isQuick = (user + system) / 1000 <= longest;
    const hits = coveredBy(test.id);
    for (const id of Object.keys(hits)) progress.covered[id] = true;
    if (isQuick) await tryEach(hits, name, run);
    switches.currentTestId = loadOf(relative(".", test.file.filepath));
    saveProgress(folder, progress);
  }
}

async function tryEach(hits: Record<string, number>, name: string, run: () => unknown): Promise<void> {
  const alive = Object.keys(hits).filter((id) => progress.noticed[id] === undefined);
  if (alive.length === 0 || !(await passes(run))) return;
  for (const id of alive) {
    trying(folder, id);
    if (await withMutant(id, hits[id] ?? 0, () => passes(run))) continue;
    if (!(await passes(run))) break;
    progress.noticed[id] = name;
  }
  trying(folder, null);
}

async function passes(run: () => unknown): Promise<boolean> {
  let limit: NodeJS.Timeout | undefined;
  const waits = new Promise((_, fail) => {
    limit = setTimeout(() => fail(new Error("it waits for ever")), LONGEST_WAIT_MS);
  });
  try {
    await Promise.race([run(), waits]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(limit);
  }
}
