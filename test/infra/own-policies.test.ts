import { execFileSync, execSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundlePolicies } from "../../infra/compute/bundled-policies.ts";
import { ContextError } from "../../infra/config/context-error.ts";
import { readDeployment } from "../../infra/config/deployment.ts";
import { BROKEN, brokenText, type PolicyFiles, policyFiles } from "../support/policy-files.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

let own: PolicyFiles;
let elsewhere: string;
beforeAll(() => {
  own = policyFiles("drones", "grid");
  elsewhere = mkdtempSync(join(tmpdir(), "chokepoint own $policies' "));
});
afterAll(() => {
  own.remove();
  rmSync(elsewhere, { recursive: true });
});

const sectorsIn = (context: Record<string, unknown>) =>
  readDeployment(context).schedules.map(({ sector }) => sector);

describe("a deployment with policies of one's own", () => {
  it("watches the sectors of the folder that the context names, and no other", () => {
    const { policyFolder, policies } = readDeployment({ policies: relative(".", own.folder) });
    expect(policyFolder).toBe(resolve(own.folder));
    expect(policies.map(({ sector }) => sector)).toEqual(["drones", "grid"]);
    expect(sectorsIn({ policies: own.folder, sectors: "grid" })).toEqual(["grid"]);
  });

  it("takes the folder that the configuration file names, from where the file lies", () => {
    const config = join(elsewhere, "chokepoint.json");
    writeFileSync(config, JSON.stringify({ policies: relative(elsewhere, own.folder), stage: "dev" }));
    expect(sectorsIn({ config })).toEqual(["drones", "grid"]);
    expect(sectorsIn({ config, policies: "policies" })).toContain("us-storage-imports");
  });

  it.each<[string, unknown, RegExp]>([
    ["is missing", "nowhere", /^context: field "policies": the folder .*nowhere does not exist$/],
    ["is a file", "package.json", /^context: field "policies": the folder .*cannot be read \(ENOTDIR\)$/],
    ["holds none", "sample", /sample holds no policy, and nothing else says what to watch$/],
    ["is no text", 3, /^context: field "policies": must be the name of a folder$/],
    ["is empty", " ", /^context: field "policies": must be the name of a folder$/],
  ])("is refused in one sentence where the folder %s", (_what, policies, sentence) => {
    expect(() => readDeployment({ policies })).toThrow(ContextError);
    expect(() => readDeployment({ policies })).toThrow(sentence);
  });

  it("is refused where one of them is broken, unless its sector is left out", () => {
    const broken = policyFiles("grid");
    broken.writeText("ai.json", brokenText);
    mkdirSync(join(broken.folder, "rail.json"));
    expect(() => readDeployment({ policies: broken.folder, sectors: "ai" })).toThrow(BROKEN);
    expect(() => readDeployment({ policies: broken.folder, sectors: "rail" })).toThrow(
      "policy rail.json: cannot be read (EISDIR)",
    );
    expect(sectorsIn({ policies: broken.folder, sectors: "grid" })).toEqual(["grid"]);
    broken.remove();
  });

  it("bundles them, whatever the names of folders hold", () => {
    const folder = join(elsewhere, '"$HOME" `id`');
    mkdirSync(folder);
    writeFileSync(join(folder, "drones.json"), readFileSync(join(own.folder, "drones.json")));
    writeFileSync(join(folder, "drones.test.json"), "{}");
    writeFileSync(join(folder, "restricted-lists.json"), "[]");
    const [command = ""] = bundlePolicies(folder, ["drones"]).afterBundling("", join(elsewhere, "out '"));
    execSync(command);
    expect(readdirSync(join(elsewhere, "out '", "policies"))).toEqual([
      "drones.json",
      "restricted-lists.json",
    ]);
  });
});

describe("from another folder than this repository", () => {
  let here: Synthesis;
  beforeAll(() => {
    here = synthesize({ policies: own.folder });
  });
  afterAll(() => here.remove());

  it("cdk makes the same stack, with nothing of the sectors that ship", () => {
    const out = join(elsewhere, "cdk.out");
    const context = { policies: own.folder, "aws:cdk:bundling-stacks": [] };
    execFileSync(process.execPath, [resolve("infra/app.ts")], {
      cwd: elsewhere,
      env: { ...process.env, CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify(context) },
      stdio: "pipe",
    });
    const template = JSON.parse(readFileSync(join(out, "Chokepoint.template.json"), "utf8"));
    const { Resources } = here.template.toJSON();
    expect(Object.keys(template.Resources)).toEqual(Object.keys(Resources));
    expect(schedulesOf(template.Resources)).toEqual(schedulesOf(Resources));
    expect(schedulesOf(template.Resources)).toEqual(['{"sector":"drones"}', '{"sector":"grid"}', "{}", "{}"]);
    expect(JSON.stringify(template)).not.toMatch(/us-storage-imports|defense/);
  });
});

type Resources = Record<string, { Type: string; Properties: { Target: { Input: string } } }>;

function schedulesOf(resources: Resources): string[] {
  return Object.values(resources)
    .flatMap(({ Type, Properties }) => (Type === "AWS::Scheduler::Schedule" ? Properties.Target.Input : []))
    .sort();
}
