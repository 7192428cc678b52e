import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isInFolder, writeNewFiles } from "../../cli/input/new-files.ts";
import { UsageError } from "../../cli/input/usage-error.ts";
import { workplace } from "../support/command-line.ts";
import { BROKEN, brokenText } from "../support/policy-files.ts";

const place = workplace();
afterAll(() => place.remove());
const policy = (...args: string[]) => place.chokepoint("policy", ...args);
const inPlace = (...names: string[]) => join(place.folder, ...names);

describe("policy init", () => {
  it("writes a policy in USD where no flag says more than the sector", async () => {
    expect(await policy("init", "least", "--sector", "rail")).toMatchObject({ code: 0 });
    expect(await policy("check", "least")).toMatchObject({ code: 0, stdout: expect.stringContaining("USD") });
  });

  it("writes a policy with its tests, by which the command line then works", async () => {
    const { code, stdout, stderr } = await policy(
      ...[
        "init",
        "own",
        "--sector",
        "grid",
        "--unit",
        "kWh",
        "--one-country",
        "40 %",
        "--countries",
        "cn,Russia",
      ],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`wrote ${join("own", "grid.json")}\n`);
    expect(readdirSync(inPlace("own")).sort()).toEqual([
      "grid.json",
      "grid.test.json",
      "policy-test.schema.json",
      "policy.schema.json",
    ]);
    const written = JSON.parse(readFileSync(inPlace("own", "grid.json"), "utf8"));
    expect(written).toMatchObject({ $schema: "./policy.schema.json", sector: "grid", unit: "kWh" });
    expect(written.rules[2]).toMatchObject({ id: "one-country", above: { critical: 0.4 }, margin: 0.02 });
    expect(written.rules[3].measure.of).toEqual({ countries: ["CN", "RU"] });
    expect(await policy("test", "own")).toEqual({ code: 0, stdout: "grid  5 tests passed\n", stderr: "" });
    const recomputed = await place.chokepoint(
      "recompute",
      "--policies",
      "own",
      "--as-of",
      "2026-07-31",
      "--json",
    );
    expect(JSON.parse(recomputed.stdout)).toMatchObject([{ sector: "grid" }]);
  });

  it("adds a second sector, and leaves alone what is there", async () => {
    writeFileSync(inPlace("own", "policy.schema.json"), "{}");
    expect(await policy("init", "own", "--sector", "rail", "--unit", "USD", "--json")).toMatchObject({
      code: 0,
    });
    expect(readFileSync(inPlace("own", "policy.schema.json"), "utf8")).toBe("{}");
    const before = readFileSync(inPlace("own", "rail.json"), "utf8");
    const again = await policy("init", "own", "--sector", "rail", "--unit", "kWh");
    const told = `${join("own", "rail.test.json")} is there already, and nothing was written`;
    expect(again).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${told}\n` });
    expect(readFileSync(inPlace("own", "rail.json"), "utf8")).toBe(before);
  });

  it.each<[string[], string]>([
    [["--unit", "GBP"], '--unit: "GBP" must be USD, EUR or kWh'],
    [["--unit", "USD", "--owner-hhi", "0.18"], '--owner-hhi: "0.18" must be whole points, from 2 to 9999'],
    [
      ["--unit", "USD", "--one-owner", "65"],
      '--one-owner: "65" must be a share like 0.65 or 65%, less than all, with at most two decimals of a percent',
    ],
    [
      ["--unit", "USD", "--one-country", "65%/50%"],
      '--one-country: "65%/50%" must have the limit of the warning first, the lower one',
    ],
    [
      ["--unit", "USD", "--one-country", "1%/2%/3%"],
      '--one-country: "1%/2%/3%" must be at most two limits, for warning/critical',
    ],
    [
      ["--unit", "USD", "--one-country", "none", "--one-owner", "none", "--owner-hhi", "None"],
      "without any limit nothing is watched: say one that is not none",
    ],
    [
      ["--unit", "USD", "--countries", "CN, ZZ"],
      '--countries: "ZZ" is not a country: write its two-letter code',
    ],
    [["--sector", "Grid"], "--sector: must be lower-case words joined by hyphens, like grid-storage"],
    [
      ["--sector", "restricted-lists"],
      "--sector: restricted-lists.json is a file about all sectors of a folder, not a policy",
    ],
    [
      ["--sector", "calendar"],
      "--sector: calendar.json is a file about all sectors of a folder, not a policy",
    ],
  ])("with %j writes nothing, and says why", async (flags, sentence) => {
    const ended = await policy("init", "none", "--sector", "grid", ...flags);
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${sentence}\n` });
    expect(existsSync(inPlace("none"))).toBe(false);
  });

  it("leaves nothing half-written where a file cannot be", () => {
    const file = place.file("a-file", "");
    expect(() => writeNewFiles(file, [{ name: "a", text: "" }])).toThrow(
      new UsageError(`${file} is not a folder`),
    );
    const folder = inPlace("half");
    const files = [
      { name: "a.json", text: "1" },
      { name: join("deep", "er", "b.json"), text: "2" },
      { name: "n".repeat(300), text: "3" },
    ];
    expect(() => writeNewFiles(folder, files)).toThrow(`${folder} cannot be written (ENAMETOOLONG)`);
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder);
    expect(() => writeNewFiles(folder, files)).toThrow("cannot be written");
    expect(readdirSync(folder)).toEqual([]);
    expect(isInFolder(folder, "a.json")).toBe(false);
  });

  it("has all of its files there when it is interrupted while it writes them", () => {
    const folder = inPlace("interrupted");
    const first = {
      name: "a.json",
      get text() {
        process.kill(process.pid, "SIGINT");
        return "1";
      },
    };
    writeNewFiles(folder, [first, { name: join("deep", "b.json"), text: "2" }]);
    expect(readdirSync(folder).sort()).toEqual(["a.json", "deep"]);
    expect(readFileSync(join(folder, "deep", "b.json"), "utf8")).toBe("2");
  });
});

describe("policy check and policy test", () => {
  const write = (file: string, text: string) => writeFileSync(inPlace("checked", file), text);
  it("tell each broken policy in one sentence, and go on with the others", async () => {
    await policy("init", "checked", "--sector", "grid", "--unit", "USD");
    write("ai.json", brokenText);
    write("ai.test.json", '{"policy": "ai", "tests": []}');
    write("stray.test.json", '{"policy": "stray", "tests": [{"name": "n", "rule": "r", "runs": []}]}');
    write("bad.test.json", "{");
    const { code, stdout, stderr } = await policy("check", "checked");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "grid  3 rules  3 tests  USD\n" });
    expect(stderr.split("\n")).toEqual([
      `chokepoint: ${BROKEN}`,
      expect.stringMatching(/^chokepoint: bad\.test\.json: is not JSON: /),
      expect.stringMatching(/^chokepoint: stray\.test\.json: field "tests\.0\.runs"/),
      "",
    ]);
    expect(await policy("test", "checked")).toMatchObject({ code: 2, stdout: "grid  3 tests passed\n" });
    const json = JSON.parse((await policy("check", "checked", "--json")).stdout);
    expect(json.sectors).toMatchObject([
      { sector: "ai", problem: BROKEN },
      { sector: "grid", tests: 3 },
    ]);
  });

  it("say where a test expects something else, and which rule has none", async () => {
    await policy("init", "tested", "--sector", "grid", "--unit", "USD");
    const file = inPlace("tested", "grid.test.json");
    const tests = JSON.parse(readFileSync(file, "utf8"));
    tests.tests[0].runs[0].expect = "resolved";
    tests.tests.pop();
    writeFileSync(file, JSON.stringify(tests));
    const { code, stdout, stderr } = await policy("test", "--policies", "tested");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "grid  2 tests, 1 wrong\n" });
    expect(stderr).toMatch(
      /^chokepoint: grid\.test\.json: test ".*", run 1 \(2026-01-31\), field "expect": expected resolved, got nothing/,
    );
    expect(stderr).toContain(
      "chokepoint: grid: the rule one-country has no test: add one to grid.test.json\n",
    );
    expect(await policy("check", "tested")).toMatchObject({ code: 0, stderr: "" });
  });

  it("refuse a folder that is missing or holds none", async () => {
    expect(await policy("check", "nowhere")).toEqual({
      code: 2,
      stdout: "",
      stderr: "chokepoint: the folder of policies nowhere does not exist\n",
    });
    mkdirSync(inPlace("empty"));
    expect((await policy("test", "empty")).stderr).toContain("the folder of policies empty holds none");
  });
});

describe("policy explain", () => {
  it("explains a rule by its id or its title", async () => {
    const byId = await policy("explain", "one-country", "--policies", "own", "--sector", "grid");
    expect(byId).toMatchObject({ code: 0, stderr: "" });
    expect(byId.stdout).toMatch(/^grid: Made in one country \[one-country\]\n\nWhat it measures\n/);
    expect(byId.stdout).toContain("\n  critical: what is certain is more than 40 %.\n");
    const byTitle = await policy("explain", "made in ONE country", "--policies", "own", "--sector", "grid");
    expect(byTitle.stdout).toBe(byId.stdout);
    const all = await policy("explain", "one-country", "--policies", "own", "--json");
    expect(JSON.parse(all.stdout)).toMatchObject([
      { sector: "grid" },
      { sector: "rail", rule: "one-country" },
    ]);
  });

  it.each<[string[], string]>([
    [["one-contry"], '"one-contry" is no rule; nearest: one-country; the rules of ai are not known'],
    [["one-contry", "--sector", "grid"], '"one-contry" is no rule of grid; nearest: one-country'],
    [["one-country", "--sector", "ai"], BROKEN],
    [["one-country", "--sector", "moon"], '"moon" is not a sector; the sectors are ai, grid'],
  ])("says of %j what is wrong", async (args, sentence) => {
    const ended = await policy("explain", ...args, "--policies", "checked");
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${sentence}\n` });
  });
});
