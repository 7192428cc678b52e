import { defineConfig } from "vitest/config";

/** Where .ci/run looks for the counts. */
const REPORT = "node_modules/.vitest/report.json";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ["default", ["json", { outputFile: REPORT }]] : ["default"],
  },
});
