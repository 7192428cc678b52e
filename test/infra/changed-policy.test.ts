import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POLICY_FOLDER, readPoliciesToDeploy } from "../../infra/config/policy-folder.ts";
import { soundPolicies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Limits } from "../../shared/policy/rule.ts";
import { bundledStack, type Synthesis, synthesizeWithBundles } from "../support/synthesis.ts";

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

let folder: string;
let changed: Synthesis;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chokepoint-policy-"));
  cpSync(POLICY_FOLDER, folder, { recursive: true });
  const file = join(folder, "ai.json");
  writeFileSync(file, JSON.stringify(withOtherLimits(JSON.parse(readFileSync(file, "utf8")))));
  const policies = soundPolicies(readPoliciesToDeploy(folder));
  changed = synthesizeWithBundles({ email: "all@example.com" }, (deployment) => {
    return { ...deployment, policies, policyFolder: folder };
  });
});
afterAll(() => {
  changed.remove();
  rmSync(folder, { recursive: true });
});

/** The same rules with limits that are a little nearer, and another title. */
function withOtherLimits(policy: Policy): Policy {
  const nearer = (limits: Limits | undefined) =>
    limits && Object.fromEntries(Object.entries(limits).map(([level, limit]) => [level, scaled(limit)]));
  const rules = policy.rules.map(({ above, below, ...rule }) => {
    return { ...rule, ...(above ? { above: nearer(above) } : { below: nearer(below) }) };
  });
  return { ...policy, title: `${policy.title}, changed`, rules } as Policy;
}

function scaled(limit: number | true | undefined) {
  return typeof limit === "number" ? limit * 0.999 : limit;
}

it("a changed policy changes the code of functions and the dashboard, and nothing else", () => {
  const [before, after] = [bundledStack(), changed].map(resources);
  expect(Object.keys(after ?? {})).toEqual(Object.keys(before ?? {}));
  const different = Object.entries(before ?? {}).filter(([id, one]) => !isSame(one, after?.[id]));
  expect(new Set(different.map(([, { Type }]) => Type))).toEqual(
    new Set(["AWS::Lambda::Function", "AWS::CloudWatch::Dashboard"]),
  );
  for (const [id, { Type, Properties }] of different) {
    if (Type !== "AWS::Lambda::Function") continue;
    const { Code: _, ...rest } = Properties;
    const { Code: __, ...restAfter } = after?.[id]?.Properties ?? {};
    expect(restAfter).toEqual(rest);
  }
});

function resources({ template }: Synthesis): Record<string, Resource> {
  return template.toJSON().Resources as Record<string, Resource>;
}

/** Whether two resources are the same, but for what CDK notes about where code comes from. */
function isSame(a: Resource, b: Resource | undefined): boolean {
  return JSON.stringify([a.Type, a.Properties]) === JSON.stringify([b?.Type, b?.Properties]);
}
