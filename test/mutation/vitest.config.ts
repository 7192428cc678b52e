import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { mutate } from "./mutants.ts";
import { byNearness } from "./nearness.ts";
import { digestOf, readProgress } from "./progress.ts";

const modules = (process.env.MUTATION_MODULES ?? "").split(",").filter((name) => name !== "");
const { code } = await mutate(modules);

class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return byNearness(files, modules, ({ moduleId }) => moduleId);
  }
}

// Those that read our own files see the mutants in them.
const ABOUT_FILES = ["test/imports.test.ts", "test/shared/contract/docs-payloads.test.ts"];

/** What a run that is continued has gone through already. */
function testedAlready(): string[] {
  if (process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined) return [];
  const { tested } = readProgress(process.env.MUTATION_FOLDER ?? "");
  return Object.keys(tested).filter((file) => existsSync(file) && tested[file] === digestOf([file]));
}

export default defineConfig({
  plugins: [{ name: "mutants", enforce: "pre", load: (id: string) => code.get(id) ?? null }],
  test: {
    include: (process.env.MUTATION_TESTS ?? "test/shared/**/*.test.ts").split(","),
    exclude: [...ABOUT_FILES, ...testedAlready()],
    setupFiles: "test/mutation/setup.ts",
    runner: "./test/mutation/runner.ts",
    // What is kept from a run knows the mutants of another module, or of none.
    fsModuleCache: false,
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: NearestFirst },
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    env: { CHOKEPOINT_TESTS: "usual" },
  },
});
