import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RuleFinding } from "../../shared/assessment/rule-finding.ts";
import { aShareOf } from "../support/cases.ts";
import { type Workplace, workplace } from "../support/command-line.ts";

/** Somebody in China buys most of Fluence in the middle of the series, and sells it again. */
const HOLDINGS = `supplierId,holderId,minShare,maxShare,kind,from,to,source
fluence,catl,0.8,0.8,equity,2026-03-01,2026-05-31,register
fluence,byd,0.7,0.7,equity,2026-06-01,,register
`;
const DAYS = ["2026-02-28", "2026-04-29", "2026-06-28"];
const SPAN = ["--from", "2026-02-28", "--to", "2026-06-28", "--every", "60d"];

interface Point {
  asOf: string;
  rule: string | null;
  group: string | null;
  how: string;
  observed: { lower: number; upper: number | null } | null;
  level: string | null;
  positions: number;
}

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  for (const kind of ["suppliers", "links"]) {
    await place.chokepoint("import", kind, resolve(`sample/illustrative-${kind}.csv`));
  }
  for (const sector of ["ai", "defense"]) {
    await place.chokepoint("import", "positions", resolve(`sample/illustrative-${sector}-positions.csv`));
  }
  expect(await place.chokepoint("import", "holdings", place.file("h.csv", HOLDINGS))).toMatchObject({
    code: 0,
  });
});
afterAll(() => place.remove());

const series = async (...args: string[]): Promise<Point[]> => {
  const { code, stdout, stderr } = await place.chokepoint("list", "series", ...args, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
};

/** What whole assessments find, one for each day: the slow and obvious way. */
async function findingsOf(sector: string): Promise<(RuleFinding & { asOf: string })[]> {
  const all: (RuleFinding & { asOf: string })[] = [];
  for (const asOf of DAYS) {
    const args = ["recompute", "--sector", sector, "--as-of", asOf, "--dry-run", "--json"];
    const [{ assessment }] = JSON.parse((await place.chokepoint(...args)).stdout);
    all.push(...assessment.rules.map((finding: RuleFinding) => ({ ...finding, asOf })));
  }
  return all;
}

describe("list series", () => {
  it.each(["ai", "defense"])(
    "computes of %s, for each rule, just what an assessment of each day finds",
    async (sector) => {
      const findings = await findingsOf(sector);
      const { rules } = JSON.parse(readFileSync(resolve(`policies/${sector}.json`), "utf8"));
      for (const { id } of aShareOf(rules as { id: string }[], 3)) {
        const points = await series("--sector", sector, "--rule", id, ...SPAN);
        const expected = findings.filter(({ rule }) => rule === id);
        expect(points.every(({ how }) => how === "computed")).toBe(true);
        const plain = (one: { asOf: string; group: string | null; observed: unknown }) =>
          JSON.stringify([one.asOf, one.group, one.observed]);
        expect(points.map(plain).sort(), id).toEqual(expected.map(plain).sort());
      }
    },
  );

  it("and a backtest counts holdings as of its days, as a recompute of that day does", async () => {
    for (const asOf of DAYS) {
      const args = ["--sector", "ai", "--from", asOf, "--to", asOf, "--every", "1d", "--json"];
      const { runs } = JSON.parse((await place.chokepoint("backtest", ...args)).stdout);
      const again = ["recompute", "--sector", "ai", "--as-of", asOf, "--dry-run", "--json"];
      const [{ assessment, alerts }] = JSON.parse((await place.chokepoint(...again)).stdout);
      expect(runs[0].assessment, asOf).toBe(assessment.id);
      const observed = (all: RuleFinding[]) => all.map((one) => [one.rule, one.group, one.observed]);
      expect(observed(runs[0].alerts), asOf).toEqual(observed(alerts));
    }
  });

  it("names rules by title, and measures as readers do", async () => {
    const byId = await series("--sector", "ai", "--rule", "china-look-through", ...SPAN);
    const byTitle = await series("--sector", "ai", "--rule", "supply at risk if China stops", ...SPAN);
    expect(byTitle).toEqual(byId);
    const measured = await series("--sector", "ai", "--measure", "look-through:country:China", ...SPAN);
    expect(measured.map(({ observed }) => observed)).toEqual(byId.map(({ observed }) => observed));
    expect(measured[0]).toMatchObject({ rule: null, level: null });
    expect(byId[0]?.level).toMatch(/none|possible|warning|critical/);
  });

  it.each([
    "hhi:origin",
    "top:owner:3",
    "effective:supplier",
    "unknown:origin",
    "direct:CN",
    "influenced:country:China",
    "share:control:CN",
    "share:owner:catl",
    "share:supplier:catl",
    "share:list:1260h",
    "look-through:owner:catl",
    "loss:country",
  ])("measures %s", async (measure) => {
    const points = await series("--sector", "ai", "--measure", measure, ...SPAN);
    expect(points.map(({ asOf }) => asOf)).toEqual(DAYS);
    for (const { observed } of points) expect(observed?.lower).toBeGreaterThanOrEqual(0);
  });

  it("has a point for each group, or for one", async () => {
    const all = await series("--sector", "ai", "--rule", "china-direct-by-item", ...SPAN);
    expect(new Set(all.map(({ group }) => group)).size).toBeGreaterThan(1);
    const bess = await series("--sector", "ai", "--rule", "china-direct-by-item", "--group", "bess", ...SPAN);
    expect(bess).toEqual(all.filter(({ group }) => group === "bess"));
    const measured = await series(
      "--sector",
      "ai",
      "--measure",
      "direct:CN",
      "--by",
      "item",
      "--group",
      "bess",
      ...SPAN,
    );
    expect(measured.map(({ observed }) => observed)).toEqual(bess.map(({ observed }) => observed));
  });

  it("shows stored assessments beside it, and says which is which", async () => {
    await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-04-29");
    await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-05-10");
    const points = await series("--sector", "ai", "--rule", "china-look-through", ...SPAN);
    expect(points.map(({ asOf, how }) => `${asOf} ${how}`)).toEqual([
      "2026-02-28 computed",
      "2026-04-29 stored",
      "2026-04-29 computed",
      "2026-05-10 stored",
      "2026-06-28 computed",
    ]);
    expect(points[1]?.observed).toEqual(points[2]?.observed);
    const measured = await series("--sector", "ai", "--measure", "look-through:country:China", ...SPAN);
    expect(measured.map(({ how }) => how)).toEqual(points.map(({ how }) => how));
    const { stdout } = await place.chokepoint(
      "list",
      "series",
      "--sector",
      "ai",
      "--rule",
      "china-look-through",
      ...SPAN,
    );
    expect(stdout).toMatch(/^AS OF +GROUP +VALUE +LEVEL +POSITIONS +HOW$/m);
    expect(stdout).toMatch(/^2026-05-10 .* % +\w+ +[\d,]+ +stored$/m);
    const csv = await place.chokepoint(
      "list",
      "series",
      "--sector",
      "ai",
      "--rule",
      "china-look-through",
      ...SPAN,
      "--csv",
    );
    expect(csv.stdout).toMatch(/^sector,rule,measure,group,asOf,how,lower,upper,level,positions,/);
    expect(csv.stdout.split("\r\n")).toHaveLength(7);
  });

  it.each<[string[], string]>([
    [["--rule", "china-lok-through"], '"china-lok-through" is no rule of ai; nearest: china-look-through'],
    [["--measure", "hhi"], "--measure:"],
    [["--measure", "size:owner"], '"size:owner" is not like hhi:owner'],
    [["--measure", "direct:Chnia"], "write CN if China is meant"],
    [["--measure", "top:owner:0"], "--measure:"],
    [[], "say what to show, by --rule or --measure"],
    [["--rule", "china-direct", "--measure", "hhi:owner"], "cannot be used with"],
    [["--rule", "china-direct", "--by", "item"], "--by needs --measure"],
    [
      ["--rule", "china-direct-by-item", "--group", "bes"],
      '"bes" is no group of it on any of these days; nearest: bess',
    ],
    [["--rule", "china-direct", "--every", "1x"], "--every: must be like 7d, 2w or 1m"],
    [["--rule", "china-direct", "--from", "2026-07-01"], "--to: 2026-06-28 is before --from"],
  ])("refuses %j", async (args, reason) => {
    const { code, stdout, stderr } = await place.chokepoint(
      "list",
      "series",
      "--sector",
      "ai",
      "--to",
      "2026-06-28",
      ...args,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(reason);
  });

  it("shows one stored value of a day: that of its last assessment", async () => {
    const [sector, day] = ["us-storage-imports", "2026-05-10"];
    const row = (id: string, origin: string) => `${id},${sector},,bess,${origin},100,2026-05-01,,test\n`;
    const header = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source\n";
    for (const rows of [row("P-1", "CN"), row("P-1", "CN") + row("P-2", "JP")]) {
      expect((await place.chokepoint("import", "positions", place.file("p.csv", header + rows))).code).toBe(
        0,
      );
      await place.chokepoint("recompute", "--sector", sector, "--as-of", day);
    }
    const points = await series(
      "--sector",
      sector,
      "--measure",
      "share:origin:China",
      "--from",
      day,
      "--to",
      day,
    );
    const stored = points.filter(({ how }) => how === "stored");
    expect(stored.map(({ observed }) => observed?.lower)).toEqual([0.5]);
  });
});
