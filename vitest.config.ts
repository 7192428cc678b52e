import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";
import { chromiumHere } from "./test/support/chromium.ts";

/** Where .ci/run looks for the counts. */
const REPORT = "node_modules/.vitest/report.json";

/** `npm run test:full` runs in this mode: all random cases, each test for as long as it takes. */
const FULL = "full";

// Tests of the core, of the functions and of the stack share nothing but modules without state: their files can share a
// process, and load zod, fast-check, the AWS SDK and the CDK once. All others have a process for each file.
const core = ["test/shared/**/*.test.ts", "test/fuzz/**/*.test.ts", "test/functions/**/*.test.ts"];
const stack = ["test/infra/**/*.test.ts"];
// Those of the command line load the handlers anew for each command, and share the rest.
const commands = ["test/cli/**/*.test.ts"];

// Tests of the page in a real browser, where there is one.
const browser = ["test/browser/**/*.test.ts"];

// The samples are loaded once, by the first test that asks for them.
const samplesHome = "test/support/samples-home.ts";

// Commands run in folders of their own, and goldens show what is printed in a clone.
process.env.CHOKEPOINT_COMMAND = "npx chokepoint";
// Processes that tests start find compiled what others have loaded before, as users of npx chokepoint do.
process.env.NODE_COMPILE_CACHE ??= resolve("node_modules/.cache/chokepoint");

export default defineConfig(({ mode }) => {
  const isFull = mode === FULL;
  const timeout = isFull ? 1_200_000 : 120_000;
  return {
    test: {
      maxWorkers: 2,
      // Node loads all files itself, as it does for users. What Vite has rewritten looks up at each use what it imports, which
      // took a sixth more CPU in tests that compute much.
      // No test replaces a module, so none has to be rewritten for that.
      experimental: { viteModuleRunner: false, nodeLoader: false },
      testTimeout: timeout,
      hookTimeout: timeout,
      env: { CHOKEPOINT_TESTS: isFull ? FULL : "usual" },
      reporters: [
        "default",
        saysHowMuch(isFull),
        saysWithoutBrowser(),
        ...(process.env.CI ? [["json", { outputFile: REPORT }] as ["json", { outputFile: string }]] : []),
      ],
      projects: [
        {
          extends: true,
          test: { name: "core", include: core, isolate: false, setupFiles: "test/support/usual-cases.ts" },
        },
        {
          extends: true,
          test: { name: "stack", include: stack, isolate: false },
        },
        {
          extends: true,
          test: {
            name: "commands",
            include: commands,
            isolate: false,
            globalSetup: samplesHome,
          },
        },
        {
          extends: true,
          test: {
            name: "shell",
            include: ["test/**/*.test.ts"],
            exclude: [...core, ...stack, ...commands, ...browser],
            globalSetup: samplesHome,
          },
        },
        { extends: true, test: { name: "browser", include: browser, globalSetup: samplesHome } },
      ],
    },
  };
});

/** Ends the output with how many of the random cases were tried. */
function saysHowMuch(isFull: boolean): Reporter {
  return {
    onTestRunEnd() {
      process.stdout.write(
        isFull
          ? "All random cases were tried.\n"
          : "A fifth of the random cases was tried; npm run test:full tries all of them.\n",
      );
    },
  };
}

/** Says when tests of the page were skipped, and how to run them. */
function saysWithoutBrowser(): Reporter {
  return {
    onTestRunEnd(modules) {
      if (chromiumHere() !== null || !modules.some(({ project }) => project.name === "browser")) return;
      process.stdout.write(
        "The tests of the page in a browser were skipped: no Chromium is installed. To run them: apt-get install chromium, then npm run test:browser.\n",
      );
    },
  };
}
