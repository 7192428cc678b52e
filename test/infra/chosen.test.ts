import { execSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundlePolicies } from "../../infra/compute/bundled-policies.ts";
import { MOST_ENVIRONMENT_BYTES } from "../../infra/config/environment-size.ts";
import { POLICY_FOLDER } from "../../infra/config/policy-folder.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

/** Choices that are not those of most deployments, all in one stack. */
let synthesis: Synthesis;
beforeAll(() => {
  synthesis = synthesize({
    sectors: "ai",
    email: Array.from({ length: 40 }, (_, at) => `somebody.number.${at}@example.com`).join(","),
    functions: { recompute: { memory: 3008, concurrency: 2 } },
    "@aws-cdk/core:permissionsBoundary": { name: "developers" },
    "@aws-cdk/core:bootstrapQualifier": "chokept1",
  });
});
afterAll(() => synthesis.remove());

describe("of several sectors one", () => {
  it("has a schedule and alarms; no other has", () => {
    const { template } = synthesis;
    const inputs = Object.values(template.findResources("AWS::Scheduler::Schedule")).map(
      ({ Properties }) => Properties.Target.Input,
    );
    expect(inputs.sort()).toEqual(['{"sector":"ai"}', "{}", "{}"]);
    expect(JSON.stringify(template.toJSON())).not.toMatch(/defense|us-storage-imports/);
  });

  it("is the only one that functions know", () => {
    const folder = mkdtempSync(join(tmpdir(), "chokepoint-bundle-"));
    try {
      mkdirSync(join(folder, "out"));
      const commands = bundlePolicies(POLICY_FOLDER, ["ai"]).afterBundling("", join(folder, "out"));
      for (const command of commands) execSync(command);
      expect(readdirSync(join(folder, "out", "policies"))).toEqual([
        "ai.json",
        "calendar.json",
        "restricted-lists.json",
        "wording.json",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a function", () => {
  it("has the memory and the runs at once that were chosen, and its alarm goes by them", () => {
    const { template } = synthesis;
    template.hasResourceProperties("AWS::Lambda::Function", {
      Description: Match.stringLikeRegexp("^Recomputes"),
      MemorySize: 3008,
      ReservedConcurrentExecutions: 2,
      Timeout: 900,
    });
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      AlarmName: "Chokepoint recompute is near its memory limit",
      Threshold: 2557,
    });
  });

  it.each([
    ["Looks for", 512, 600],
    ["Sends one calm", 512, 300],
    ["Keeps news", 512, 60],
    ["Says what a sector loses", 1769, 900],
    ["Imports files", 1769, 900],
  ])("that %s has as much as it needs, and nothing reserved", (Description, MemorySize, Timeout) => {
    synthesis.template.hasResourceProperties("AWS::Lambda::Function", {
      Description: Match.stringLikeRegexp(`^${Description}`),
      MemorySize,
      Timeout,
      ReservedConcurrentExecutions: Match.absent(),
    });
  });
});

describe("an account with rules of its own", () => {
  it("bounds every role by its boundary", () => {
    synthesis.template.allResourcesProperties("AWS::IAM::Role", {
      PermissionsBoundary: {
        "Fn::Join": ["", Match.arrayWith([Match.stringLikeRegexp("policy/developers$")])],
      },
    });
  });

  it("has bootstrapped under a qualifier of its own", () => {
    expect(JSON.stringify(synthesis.template.toJSON())).toContain("/cdk-bootstrap/chokept1/version");
  });
});

describe("the addresses that the watchdog has to know", () => {
  it("fit into its environment, names that are not known yet counted as long as they can be", () => {
    const watchdog = Object.values(synthesis.template.findResources("AWS::Lambda::Function")).find(
      ({ Properties }) => Properties.Environment.Variables.SUBSCRIBERS !== undefined,
    );
    const variables = Object.entries(watchdog?.Properties.Environment.Variables ?? {});
    const longest = "Chokepoint".length + 130;
    const filled = variables.map(([name, value]) => [
      name,
      typeof value === "string" ? value : "x".repeat(longest),
    ]);
    expect(JSON.stringify(Object.fromEntries(filled)).length).toBeLessThan(MOST_ENVIRONMENT_BYTES);
  });

  it("are refused at synth where they are too many to deploy", () => {
    const email = Array.from({ length: 130 }, (_, at) => `somebody.number.${at}@example.com`).join(",");
    expect(() => synthesize({ email, operations: "ops@example.com" })).toThrow(
      /^context: the watchdog has to know 131 subscribers and operators, and their addresses are \d+ bytes more than a function's environment can hold: subscribe a mailing list in place of its members$/,
    );
  });
});
