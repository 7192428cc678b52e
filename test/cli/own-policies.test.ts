import { mkdirSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";

let own: PolicyFiles;
let place: Workplace;
beforeAll(() => {
  own = policyFiles("drones", "grid");
  place = workplace();
});
afterAll(() => {
  own.remove();
  place.remove();
});

async function importInto(sector: string, ...flags: string[]) {
  const file = place.file(
    `${sector}.csv`,
    `${POSITION_COLUMNS}\n${sector}-1,${sector},,bess,CN,700,2026-07-20,,test\n`,
  );
  return await place.chokepoint("import", "positions", file, ...flags);
}

describe("a folder of policies of the user's own", () => {
  it("stands in place of the shipped one, for every verb, before or after its name", async () => {
    expect(await importInto("drones", "--policies", own.folder)).toMatchObject({ code: 0, stderr: "" });
    const recomputed = await place.chokepoint(
      `--policies=${own.folder}`,
      ...["recompute", "--as-of", "2026-07-31", "--json"],
    );
    expect(recomputed.code).toBe(0);
    expect(JSON.parse(recomputed.stdout)).toMatchObject([
      { sector: "drones", alerts: [{ rule: "china-origin", event: "raised" }] },
      { sector: "grid" },
    ]);
    const { stdout } = await place.chokepoint("--policies", own.folder, "alerts", "--json");
    expect(JSON.parse(stdout)).toMatchObject([{ sector: "drones" }, { sector: "grid" }]);
  });

  it("says which sectors there are: a position of another one is refused", async () => {
    const { code, stderr } = await importInto("ai", "--policies", own.folder);
    expect(code).toBe(2);
    expect(stderr).toContain('line 2, sector: "ai" is not a sector; the sectors are drones, grid');
    const simulated = await place.chokepoint(
      ...["simulate", "--sector", "ai", "--remove", "country:CN", "--policies", own.folder],
    );
    expect(simulated).toMatchObject({
      code: 2,
      stderr: 'chokepoint: --sector: "ai" is not a sector; the sectors are drones, grid\n',
    });
  });

  it("is not there without being named: the shipped ones are", async () => {
    const { stderr } = await importInto("drones", "--dir", "other");
    expect(stderr).toContain('"drones" is not a sector; the sectors are ai, ');
  });

  it("may be relative to where the command runs", async () => {
    const folder = relative(place.folder, own.folder);
    const { code, stdout } = await place.chokepoint("digest", "--json", "--policies", folder);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).subject).toContain("DRONES");
  });
});

describe("the folder is named", () => {
  const sectorsOf = async (...flags: string[]) => {
    const { stdout } = await place.chokepoint("alerts", "--json", ...flags);
    return (JSON.parse(stdout) as { sector: string }[]).map(({ sector }) => sector);
  };
  const inEnvironment = async <Result>(folder: string, work: () => Promise<Result>): Promise<Result> => {
    process.env.CHOKEPOINT_POLICIES = folder;
    return await work().finally(() => delete process.env.CHOKEPOINT_POLICIES);
  };
  const other = policyFiles("ships");
  const third = policyFiles("trains");
  afterAll(() => {
    for (const { remove } of [other, third]) remove();
    place.file("chokepoint.json", "{}");
  });

  it("by chokepoint.json where the command runs, by the environment above it, by the flag above both", async () => {
    mkdirSync(join(place.folder, "own"));
    symlinkSync(other.folder, join(place.folder, "own", "policies"));
    place.file("chokepoint.json", '\uFEFF{"policies": "own/policies", "email": "a@example.com"}');
    expect(await sectorsOf()).toEqual(["ships"]);
    await inEnvironment(third.folder, async () => {
      expect(await sectorsOf()).toEqual(["trains"]);
      expect(await sectorsOf("--policies", own.folder)).toEqual(["drones", "grid"]);
    });
    expect(await inEnvironment("", () => sectorsOf())).toEqual(["ships"]);
  });

  it.each([
    ["{", 'chokepoint.json: is not JSON: line 1, column 2: it ends before "{" of line 1 is closed'],
    ["[]", 'chokepoint.json: must hold an object, like {"policies": "policies"}'],
    ["null", 'chokepoint.json: must hold an object, like {"policies": "policies"}'],
    ['{"policies": 3}', 'chokepoint.json: field "policies": must be the name of a folder'],
    ['{"policies": " "}', 'chokepoint.json: field "policies": must name a folder'],
    [
      '{"policies": "gone"}',
      /^chokepoint\.json: field "policies": the folder of policies .*gone does not exist$/,
    ],
  ])("by chokepoint.json that holds %s: refused in one sentence", async (content, sentence) => {
    place.file("chokepoint.json", content);
    await expect(place.chokepoint("alerts")).rejects.toThrow(sentence);
  });

  it("by nothing but the shipped name where chokepoint.json says nothing of it", async () => {
    place.file("chokepoint.json", '{"email": "a@example.com"}');
    expect(await sectorsOf()).toContain("us-storage-imports");
  });

  it("and is missing: one sentence, exit code 2", async () => {
    const ended = await place.spawned("alerts", "--policies", "nowhere");
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toMatch(
      /^chokepoint: --policies: the folder of policies .*nowhere does not exist\n$/,
    );
    const bare = await place.spawned("alerts", "--policies");
    expect(bare).toMatchObject({ code: 2, stdout: "" });
    expect(bare.stderr).toContain("option '--policies <folder>' argument missing");
  });
});
