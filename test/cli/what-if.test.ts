import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";
import { isAsShipped } from "../support/shipped-policies.ts";

const AS_OF = ["--as-of", "2026-07-31"];
const SAMPLES = [...AS_OF, "--dir", ".chokepoint-samples"];
const SOURCE = "North Cells";

describe.skipIf(!isAsShipped("ai"))("simulate --move and --limit", () => {
  let place: Workplace;
  let changed: Workplace;
  beforeAll(async () => {
    place = workplace();
    await copySamples(place);
    changed = workplace();
  });
  afterAll(() => {
    place?.remove();
    changed?.remove();
  });

  const simulated = async (...args: string[]): Promise<SimulateResult> => {
    const { stdout, stderr } = await place.chokepoint(
      "simulate",
      "--sector",
      "ai",
      ...args,
      "--json",
      ...SAMPLES,
    );
    expect(stderr).toBe("");
    return JSON.parse(stdout);
  };
  const shown = async (...args: string[]) => {
    const { stdout } = await place.chokepoint("simulate", "--sector", "ai", ...args, ...SAMPLES);
    return stdout;
  };

  it("say what a recompute finds after the changed positions were imported", async () => {
    const rows = readFileSync("sample/illustrative-ai-positions.csv", "utf8").split("\n");
    const moved = rows.map((row) => row.replace(/,byd,bess,[A-Z]*,/, `,${SOURCE},bess,SE,`));
    expect(moved).not.toEqual(rows);
    const suppliers = readFileSync("sample/illustrative-suppliers.csv", "utf8");
    changed.file("positions.csv", moved.join("\n"));
    changed.file("suppliers.csv", `${suppliers.trimEnd()}\n${SOURCE},${SOURCE},SE,,,,none\n`);
    changed.file("links.csv", readFileSync("sample/illustrative-links.csv"));
    for (const kind of ["suppliers", "links", "positions"])
      expect(await changed.chokepoint("import", kind, `${kind}.csv`)).toMatchObject({ code: 0 });
    const { stdout } = await changed.chokepoint(
      "recompute",
      "--sector",
      "ai",
      ...AS_OF,
      "--dry-run",
      "--json",
    );
    const found = JSON.parse(stdout)[0].assessment.rules;
    const { rules, scopes } = await simulated(
      ...["--move", `100%:bess:BYD Company, Limited:${SOURCE}:Sweden:none`, "--remove", "country:China"],
    );
    const told = rules?.map(({ rule, group, after: { observed } }) => ({ rule, group, observed }));
    expect(told?.length).toBeGreaterThan(10);
    expect(found).toMatchObject(told ?? []);
    const without = ["simulate", "--sector", "ai", "--remove", "country:CN", ...AS_OF, "--json"];
    const really: SimulateResult = JSON.parse((await changed.chokepoint(...without)).stdout);
    const losses = ({ scopes: all }: Pick<SimulateResult, "scopes">) =>
      all.map(({ item, loss }) => [item, loss]);
    expect(losses({ scopes })).toEqual(losses(really));
  });

  it("show what moves, the rules before and after, and the loss beside the one before", async () => {
    const text = await shown("--move", "20%:bess:catl:lg", "--remove", "country:China");
    expect(text).toContain("WHAT MOVES\n  USD 4.1 M of bess from CATL (20.0 % of its bess) to LG\n");
    expect(text).toMatch(
      /Supply at risk if China stops \[china-look-through\] +critical 82\.9-95\.3 % +critical 79\.4-92\.2 % +limit 65 %/,
    );
    expect(text).toMatch(/LOST +before +after +of/);
    expect(text).toMatch(/whole sector +82\.9-95\.3 % +79\.4-92\.2 %/);
    expect(text).toContain("WORST SINGLE REMOVALS, after the move ");
  });

  it("show other limits, of rules by id or title", async () => {
    const limits = [
      "--limit",
      "Supply at risk if China stops:critical=90%",
      "--limit",
      "owner-concentration:warning=1,500",
    ];
    const text = await shown(...limits);
    expect(text).toContain(
      "  china-look-through: critical limit 65 % becomes 90 %\n  owner-concentration: warning limit 1,000 becomes 1,500\n",
    );
    expect(text).toContain("limit 90 %, an open alert could ease");
    expect(text).not.toContain("WHAT MOVES");
    const { rules } = await simulated(...limits);
    expect(rules?.find(({ rule }) => rule === "owner-concentration")).toMatchObject({
      before: { level: "warning", limit: 1000 },
      after: { level: "none", limit: 1500 },
    });
  });

  it("remove everyone on a restricted list", async () => {
    const { removed, scopes } = await simulated("--remove", "list:1260h");
    expect(removed).toEqual({ lists: ["1260h"] });
    expect(scopes[0]?.loss.lower).toBeGreaterThan(0.5);
    expect(await shown("--remove", "list:1260h")).toContain("without everyone on the list 1260h");
  });

  it("name a removed company that loses nothing by its name", async () => {
    const asked = ["--move", "100%:ups-lithium:example-ups-tw:lg", "--remove", "supplier:example-ups-tw"];
    const { removed, removedNames, scopes } = await simulated(...asked);
    expect(removed).toEqual({ suppliers: ["example-ups-tw"] });
    expect(removedNames).toEqual({ "example-ups-tw": "Example Power Taiwan Ltd." });
    expect(scopes[0]?.loss.lower).toBe(0);
    expect(await shown(...asked)).toContain(", without Example Power Taiwan Ltd.");
  });

  it("take amounts in the unit of the sector", async () => {
    const all = ["USD 5m", "5,000,000", "5 M", "usd 5000k"];
    for (const amount of all) {
      const { moved } = await simulated("--move", `${amount}:bess:catl:lg`);
      expect(moved).toMatchObject([{ exposure: 5_000_000 }]);
    }
  });

  it.each([
    [["--move", "20%:bess:catl"], "--move must be like 20%:bess:catl:lg, or 20%:bess:catl:NEW NAME:KR"],
    [["--move", "20:bess:catl:lg"], '"20" may be a part or an amount: write 20% or USD 20'],
    [["--move", "0.29:bess:catl:lg"], '"0.29" may be a part or an amount: write 29% or USD 0.29'],
    [["--move", "lots:bess:catl:lg"], '"lots" is no amount: write 20%, USD 5m or 1200'],
    [["--move", "EUR 5m:bess:catl:lg"], '"EUR" is not the unit that the sector is counted in: USD'],
    [["--move", "120%:bess:catl:lg"], "--move: a part must be at most 1, which is 100 %"],
    [["--move", "0%:bess:catl:lg"], "--move: a part must be more than 0"],
    [["--move", "20%:bes:catl:lg"], '--move: no "bes" is bought for ai in this window; nearest: bess'],
    [["--move", "20%:bess:catl:New:Swedn"], "write SE if Sweden is meant"],
    [["--move", "20%:bess:catl:New:SE:nil"], 'stands none, or nothing, not "nil"'],
    [["--move", "USD 50m:bess:catl:lg"], "--move: USD 50,000,000 is more than there is; CATL sells"],
    [["--limit", "china-look-through=70%"], "--limit must be like china-look-through:critical=70%"],
    [["--limit", "china-lok-through:critical=70%"], "nearest: china-look-through"],
    [["--limit", "china-look-through:critical=high"], '--limit: "high" is no limit: write 70%'],
    [["--limit", "owner-concentration:warning=20%"], "is not measured in percent: write points, like 1800"],
    [["--limit", "china-look-through:critical=70"], "china-look-through is measured in percent: write 70%"],
    [
      ["--limit", "china-look-through:critical=170%"],
      "170% is no limit of china-look-through: write 0% to 100%",
    ],
    [["--limit", "china-look-through:critical=1%"], "no value is inside that limit by the margin of 2 %"],
    [
      ["--limit", "one-owner-lost:critical=20%"],
      "its warning limit 30 % must be crossed before its critical limit 20 %",
    ],
    [["--limit", "owner-concentration:warning=0.25"], "points from 0 to 10000, not a fraction; 2500?"],
    [
      ["--limit", "owner-concentration:warning=1100", "--limit", "owner-concentration:warning=1200"],
      "--limit: the warning limit of owner-concentration is given twice",
    ],
    [["--remove", "list:1260"], '"1260" is no restricted list; nearest: 1260h'],
    [[], "name what to try: --remove, --move, --limit or --pairs"],
  ])("refuse %j in one sentence, exit code 2", async (args, told) => {
    const ended = await place.chokepoint("simulate", "--sector", "ai", ...args, ...SAMPLES);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(told);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
  });
});
