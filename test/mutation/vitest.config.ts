import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { mutate } from "./mutants.ts";

const modules = (process.env.MUTATION_MODULES ?? "").split(",").filter((name) => name !== "");
const { code } = await mutate(modules);
const names = modules.map((module) => basename(module, ".ts"));

/** Tests of a module's own name first, then tables, then laws: what is quick notices most. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const name = basename(moduleId);
      if (name.includes("-laws.")) return 2;
      return names.some((own) => name.startsWith(own)) ? 0 : 1;
    };
    return files.toSorted((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

// Those that read our own files see the mutants in them.
const ABOUT_FILES = ["test/shared/imports.test.ts", "test/shared/docs-payloads.test.ts"];

export default defineConfig({
  plugins: [{ name: "mutants", enforce: "pre", load: (id: string) => code.get(id) ?? null }],
  test: {
    include: (process.env.MUTATION_TESTS ?? "test/shared/**/*.test.ts").split(","),
    exclude: ABOUT_FILES,
    setupFiles: "test/mutation/setup.ts",
    runner: "./test/mutation/runner.ts",
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: QuickFirst },
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    env: { CHOKEPOINT_TESTS: "usual" },
  },
});
