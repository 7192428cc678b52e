import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Tests whose subject are the policies in the repository. All others have policies of their own: a user may change these. */
const ABOUT_THE_SHIPPED = [
  "browser/report.test.ts",
  "browser/serve.test.ts",
  "cli/list-ahead.test.ts",
  "cli/list-unknowns.test.ts",
  "cli/policy-file.test.ts",
  "cli/remedy-command.test.ts",
  "cli/report.test.ts",
  "cli/serve.test.ts",
  "cli/start.test.ts",
  "cli/tour.test.ts",
  "cli/what-if.test.ts",
  "fuzz/policies.fuzz.test.ts",
  "infra/monitoring.test.ts",
  "pictures/pictures.test.ts",
  "shared/bulletin/imports-texts.test.ts",
  "shared/contract/docs-payloads.test.ts",
  "shared/policy-tests/policy-tests.test.ts",
  "shared/policy/cookbook.test.ts",
  "shared/policy/own-policies.test.ts",
  "shared/policy/policies.test.ts",
  "shared/policy/shipped-limits.test.ts",
];

it("only tests about the shipped policies read them", () => {
  const tests = readdirSync("test", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".test.ts"),
  );
  const readers = tests.filter((file) =>
    readFileSync(join("test", file), "utf8").includes("support/shipped-policies.ts"),
  );
  expect(readers.map((file) => file.replaceAll("\\", "/")).sort()).toEqual(ABOUT_THE_SHIPPED);
});
