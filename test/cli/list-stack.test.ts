import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../functions/runtime/sha256.ts";
import { policyFolderOutput, policyOutputs } from "../../shared/contract/deployed-policies.ts";
import { readPolicy } from "../../shared/policy/read-policy.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { type DeployedHere, deployHere } from "../support/deployed-here.ts";
import { chinaPolicy } from "../support/samples.ts";

const shipped = (sector: string) =>
  readPolicy(JSON.parse(readFileSync(resolve(`policies/${sector}.json`), "utf8")));
const HOLDINGS = `supplierId,holderId,minShare,maxShare,kind,from,to,source
fluence,catl,0.8,0.8,equity,2026-03-01,,register
`;

let place: Workplace;
let local: Map<string, string>;
let stack: DeployedHere | null = null;

const LISTS = [
  ["list", "positions", "--csv"],
  ["list", "positions", "--origin", "unknown", "--json"],
  ["list", "positions", "--from", "2026-06-01", "--limit", "5", "--json"],
  ["list", "suppliers", "--json"],
  ["list", "links", "--csv"],
  ["list", "holdings", "--json"],
  ["list", "series", "--sector", "ai", "--rule", "china-look-through", "--to", "2026-07-31", "--json"],
  ["list", "events", "--json"],
  [
    "policy",
    "diff",
    "policies",
    "changed.json",
    "--sector",
    "ai",
    "--to",
    "2026-07-31",
    "--every",
    "60d",
    "--json",
  ],
];

beforeAll(async () => {
  place = workplace();
  for (const kind of ["suppliers", "links"]) {
    await place.chokepoint("import", kind, resolve(`sample/illustrative-${kind}.csv`));
  }
  await place.chokepoint("import", "positions", resolve("sample/illustrative-ai-positions.csv"));
  await place.chokepoint("import", "holdings", place.file("h.csv", HOLDINGS));
  await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-07-31");
  const ai = shipped("ai");
  const rules = ai.rules.filter(({ id }) => id !== "china-look-through");
  writeFileSync(join(place.folder, "changed.json"), JSON.stringify({ ...ai, rules }));
  LISTS.at(-1)?.splice(2, 1, resolve("policies/ai.json"));
  local = new Map();
  for (const args of LISTS) {
    const { code, stdout, stderr } = await place.chokepoint(...args);
    expect({ code, stderr }, args.join(" ")).toEqual({ code: 0, stderr: "" });
    local.set(args.join(" "), stdout);
  }
});
afterAll(async () => {
  await stack?.close();
  place.remove();
});

const onStack = (...args: string[]) => place.chokepoint(...args, "--stack", "Chokepoint");

describe("with --stack", () => {
  beforeAll(async () => {
    const policies = [shipped("ai"), { ...shipped("defense"), windowDays: 30 }, chinaPolicy("grid")];
    stack = await deployHere(place.folder, {
      ...Object.fromEntries(policyOutputs(policies, sha256)),
      [policyFolderOutput]: "our-policies",
    });
  });
  afterAll(async () => {
    await stack?.close();
    stack = null;
  });

  it.each(LISTS.map((args) => [args]))("%j says the same as on the data themselves", async (args) => {
    const { code, stdout, stderr } = await onStack(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(local.get(args.join(" ")));
    expect(stdout.length).toBeGreaterThan(100);
  });

  it("list sectors says which policies the stack has, and which sectors only it has", async () => {
    const { code, stdout } = await onStack("list", "sectors");
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual([
      "SECTOR              UNIT  RULES     NEWEST POSITION  LAST ASSESSED  IN THE STACK",
      expect.stringMatching(/^ai +USD +\d+ +2026-\d\d-\d\d +2026-07-31 +as here$/),
      expect.stringMatching(/^defense +USD +\d+ +no date +never +another policy$/),
      expect.stringMatching(/^us-storage-imports +USD +\d+ +no date +never +no$/),
      expect.stringMatching(/^grid +not here +no date +never +only there$/),
      "Chokepoint was deployed with 3 policies, those of the folder our-policies",
      "",
    ]);
    const sectors = JSON.parse((await onStack("list", "sectors", "--json")).stdout);
    expect(sectors).toMatchObject([
      { sector: "ai", deployed: "same" },
      { sector: "defense", deployed: "changed" },
      { sector: "us-storage-imports", deployed: "none" },
      {
        sector: "grid",
        deployed: "only there",
        title: null,
        problem: expect.stringContaining("in the stack"),
      },
    ]);
    const csv = (await onStack("list", "sectors", "--csv")).stdout.split("\n");
    expect(csv[0]).toMatch(/,problem,deployed$/);
    expect(csv[2]).toMatch(/,changed$/);
  });

  it("alerts says of a sector that the stack does not have it, and of others that they wait", async () => {
    const { code, stdout } = await onStack("alerts");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ai {2}as of 2026-07-31/m);
    expect(stdout).toMatch(/^defense {2}was never recomputed$/m);
    expect(stdout).toMatch(/^us-storage-imports {2}is not in the stack$/m);
    const json = JSON.parse((await onStack("alerts", "--sector", "us-storage-imports", "--json")).stdout);
    expect(json).toMatchObject([{ problems: [expect.stringContaining("deployed without a policy")] }]);
  });
});

describe("with a stack of an earlier version", () => {
  beforeAll(async () => {
    stack = await deployHere(place.folder, { HoldingsTable: null });
  });
  afterAll(async () => {
    await stack?.close();
    stack = null;
  });

  it("list sectors says that it does not tell its policies", async () => {
    const { code, stdout } = await onStack("list", "sectors");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      / not told\nChokepoint is of an earlier version, which does not tell its policies\n$/,
    );
  });

  it("list holdings says that it has none to list, and list suppliers does without them", async () => {
    expect(await onStack("list", "holdings", "--csv")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "chokepoint: stack Chokepoint is of an earlier version, which has no table of holdings: deploy this version\n",
    });
    expect((await onStack("list", "suppliers", "--json")).code).toBe(0);
  });
});
