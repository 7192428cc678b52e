import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runScript } from "../support/command-line.ts";

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chokepoint-policy-"));
  for (const part of ["infra", "functions", "shared", "package.json", "package-lock.json", "cdk.json"]) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The resources of a stack that is synthesized from the copy of the project. */
async function resources(name: string): Promise<Record<string, Resource>> {
  const output = join(folder, name);
  const script = join(folder, `${name}.ts`);
  writeFileSync(
    script,
    `import { App } from "aws-cdk-lib";
     import { ChokepointStack } from "./infra/chokepoint-stack.ts";
     import { readDeployment } from "./infra/deployment.ts";
     const app = new App({ outdir: ${JSON.stringify(output)} });
     new ChokepointStack(app, "Chokepoint", readDeployment({ email: "all@example.com" }));
     app.synth();`,
  );
  const { code, stderr } = await runScript(script, [], folder);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(join(output, "Chokepoint.template.json"), "utf8")).Resources;
}

// Two processes, each with all bundles: however long that takes, only what comes out of it counts.
const HOWEVER_LONG = 1_000_000;

describe("a changed policy", () => {
  it(
    "changes the code of functions and the limits on the dashboard, and nothing else",
    async () => {
      const before = await resources("before");
      const file = join(folder, "shared", "policies", "ai.json");
      writeFileSync(file, readFileSync(file, "utf8").replaceAll('"critical": 0.65', '"critical": 0.66'));
      const after = await resources("after");
      expect(Object.keys(after)).toEqual(Object.keys(before));
      const changed = Object.entries(before).filter(([id, one]) => !isSame(one, after[id]));
      expect(new Set(changed.map(([, { Type }]) => Type))).toEqual(
        new Set(["AWS::Lambda::Function", "AWS::CloudWatch::Dashboard"]),
      );
      for (const [id, { Type, Properties }] of changed) {
        if (Type !== "AWS::Lambda::Function") continue;
        const { Code: _, ...rest } = Properties;
        const { Code: __, ...restAfter } = after[id]?.Properties ?? {};
        expect(restAfter).toEqual(rest);
      }
    },
    HOWEVER_LONG,
  );
});

/** Whether two resources are the same, but for what CDK notes about where code comes from. */
function isSame(a: Resource, b: Resource | undefined): boolean {
  return JSON.stringify([a.Type, a.Properties]) === JSON.stringify([b?.Type, b?.Properties]);
}
