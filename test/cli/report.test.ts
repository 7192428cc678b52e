import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { chartsIn, numbersOf, unfoundIn } from "../support/charts-in-page.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { deployHere } from "../support/deployed-here.ts";
import {
  csvIn,
  figuresIn,
  idsIn,
  isRounded,
  linksIn,
  numbersIn,
  sectorIn,
  without,
} from "../support/read-page.ts";
import { copySamples } from "../support/sample-folder.ts";
import { isAsShipped } from "../support/shipped-policies.ts";

const AS_OF = "2026-07-31";

// What the samples show depends on the limits.
const isShipped = ["ai", "defense", "us-storage-imports"].every(isAsShipped);

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await copySamples(place, "--dir", ".chokepoint");
});
afterAll(() => place.remove());

async function pageOf(...args: string[]): Promise<string> {
  const { code, stderr } = await place.chokepoint("report", ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return readFileSync(join(place.folder, "report.html"), "utf8");
}

async function assessmentOf(sector: string): Promise<Assessment> {
  return (await recomputed(sector)).assessment;
}

async function recomputed(sector: string): Promise<SectorResult> {
  const args = ["recompute", "--sector", sector, "--as-of", AS_OF, "--dry-run", "--json"];
  const [result] = JSON.parse((await place.chokepoint(...args)).stdout);
  return result;
}

describe("chokepoint report", () => {
  it("writes one page that loads nothing, of less than 1 MB", async () => {
    const page = await pageOf();
    expect(page.slice(0, 500)).toContain("default-src &#39;none&#39;; style-src &#39;sha256-");
    expect(page.includes("unsafe-")).toBe(false);
    expect(/ (?:src|srcset|action)=|href="(?!#|data:)|@import|url\((?!#)/.exec(page)).toBeNull();
    expect(/ style="| on[a-z]+="/.exec(page)).toBeNull();
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  });

  it.runIf(isShipped)(
    "has a place for each rule that a link can name, and for each of its own links",
    async () => {
      const page = await pageOf();
      const ids = idsIn(page);
      expect(ids).toEqual(
        expect.arrayContaining([
          "ai/china-look-through",
          "ai/china-look-through-by-item",
          "ai/china-look-through-by-item/bess",
          "us-storage-imports/china-origin",
        ]),
      );
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
      expect(linksIn(page).filter((id) => !ids.includes(id))).toEqual([]);
    },
  );

  it("is about the sectors that were asked for", async () => {
    const page = await pageOf("--sector", "defense");
    expect(idsIn(page).filter((id) => !id.includes("/") && !id.includes("-"))).toEqual([
      "possible",
      "unknown",
      "content",
      "defense",
    ]);
    const { code, stderr } = await place.chokepoint("report", "--sector", "gas");
    expect(code).toBe(2);
    expect(stderr).toContain('"gas" is not a sector');
  });

  it("makes the page of a deployed stack from its tables, with commands for that stack", async () => {
    const stack = await deployHere(place.folder);
    try {
      const page = await pageOf("--stack", "Chokepoint", "--sector", "ai");
      expect(idsIn(page)).toContain("ai/what-if");
      expect(page.includes("npx chokepoint list positions --sector ai --csv --stack Chokepoint")).toBe(true);
    } finally {
      await stack.close();
    }
  });

  it("writes nothing where it cannot write all", async () => {
    mkdirSync(join(place.folder, "taken"));
    const { code, stderr } = await place.chokepoint("report", "--out", "taken");
    expect(code).toBe(2);
    expect(stderr).toContain("taken: cannot be written (EISDIR)");
    expect(readdirSync(place.folder).filter((file) => file.endsWith(".part"))).toEqual([]);
  });
});

describe.each(["ai", "defense", "us-storage-imports"])("the page about %s", (sector) => {
  it.runIf(isShipped)("shows no figure that is not in the assessment, rounded as it should be", async () => {
    const page = await pageOf();
    const { assessment, benchmark } = await recomputed(sector);
    const figures = figuresIn(sectorIn(page, sector));
    expect(figures.length).toBeGreaterThan(50);
    expect(figures.filter((figure) => !isRounded(figure))).toEqual([]);
    const stored = without(
      sectorIn(page, sector),
      WORKED_OUT.map((part) => `${sector}/${part}`),
    );
    const stated = numbersIn([assessment, benchmark]);
    const isStated = (value: number) => stated.has(value) || isPartOf(value, assessment, stated);
    expect(figuresIn(stored).filter(({ values }) => !values.every(isStated))).toEqual([]);
  });

  it.runIf(isShipped)("says the same in each chart, its description, its table and its file", async () => {
    const assessment = await assessmentOf(sector);
    const stated = numbersIn(assessment);
    const charts = chartsIn(sectorIn(await pageOf(), sector));
    expect(charts.length).toBeGreaterThan(5);
    for (const chart of charts) {
      const file = numbersOf(chart);
      expect({ id: chart.id, labels: unfoundIn(chart) }).toEqual({ id: chart.id, labels: [] });
      expect(chart.figures.filter(({ values }) => !values.every((value) => file.includes(value)))).toEqual(
        [],
      );
      if ([...WORKED_OUT, "/over-time"].some((part) => chart.id.endsWith(part))) continue;
      expect(file.filter((value) => !stated.has(value) && !isPartOf(value, assessment, stated))).toEqual([]);
    }
  });

  it("adds up to the assessment where it works out more", async () => {
    const page = sectorIn(await pageOf(), sector);
    const { scopes } = await assessmentOf(sector);
    const [whole] = scopes;
    const sum = (rows: string[][], column: number) =>
      rows.reduce((total, row) => total + Number(row[column]), 0);
    const rows = csvIn(page, `${sector}-rows-${AS_OF}.csv`);
    expect(sum(rows, 5)).toBeCloseTo(whole?.exposure ?? Number.NaN, 0);
    expect(sum(rows, 6)).toBeCloseTo(1, 9);
  });
});

describe("a sector beside its benchmark on the page", () => {
  it.runIf(isShipped)("shows the figures of both as they are compared, and a file of them", async () => {
    const page = sectorIn(await pageOf("--sector", "ai"), "ai");
    const { benchmark } = await recomputed("ai");
    if (benchmark === undefined || "lack" in benchmark) throw new Error("nothing is compared");
    const [, section = ""] = page.split('id="ai/beside"');
    expect(section).toContain(
      "US imports of battery storage, housed lithium-ion storage of 1 kWh or more: 31 days to",
    );
    const rows = csvIn(page, `ai-beside-${AS_OF}.csv`);
    const [ids = "", titles = ""] = rows[0]?.slice(-2) ?? [];
    expect(ids).toContain("china-direct; china-look-through-by-item (bess)");
    expect(titles).toContain(
      "Made in China or controlled from there [china-direct]; An item at risk if China stops (bess) [china-look-through-by-item]",
    );
    expect(rows.map(([sector, , , lower, upper]) => [sector, Number(lower), Number(upper)])).toEqual(
      benchmark.comparisons.flatMap(({ ours, theirs }) => [
        ["ai", ours.observed.lower, ours.observed.upper],
        ["us-storage-imports", theirs.observed.lower, theirs.observed.upper],
      ]),
    );
  });

  it.runIf(isShipped)("is not spoken of without one", async () => {
    const page = await pageOf("--sector", "defense");
    expect(page).not.toContain("Beside the market");
  });
});

/** Parts whose figures follow from the assessment, but do not stand in it. */
const WORKED_OUT = ["minute", "over-time", "through-whom", "streams", "to-ask", "to-ask-too", "sums"];

/** Whether it is an exposure of the assessment times one of its fractions: what a share is in money. */
function isPartOf(value: number, { scopes }: Assessment, stated: ReadonlySet<number>): boolean {
  return scopes.some(({ exposure }) => [...stated].some((number) => number * exposure === value));
}

it.runIf(isShipped)(
  "shows how AI loses what it loses: streams add up to what is certain, and no answer decides more than is open",
  async () => {
    const page = sectorIn(await pageOf(), "ai");
    const [whole] = (await assessmentOf("ai")).scopes;
    if (whole === undefined || "empty" in whole) throw new Error("no scope");
    const { lower = 0, upper = 0 } = whole.lookThrough.CN ?? {};
    const streams = csvIn(page, `ai-streams-${AS_OF}.csv`);
    const items = ["bess", "ups-lithium"];
    const arriving = streams
      .filter(([, to = ""]) => items.includes(to))
      .reduce((sum, row) => sum + Number(row[2]), 0);
    expect(arriving).toBeCloseTo(lower * whole.exposure, 1);
    const asked = figuresIn(page.split('id="ai/to-ask"')[1]?.split("</table>")[0] ?? "");
    const decided = asked
      .filter(({ text }) => /^(up to )?USD/.test(text))
      .map(({ values }) => values.at(-1) ?? 0);
    expect(decided.length).toBeGreaterThan(5);
    expect(decided).toEqual(decided.toSorted((a, b) => b - a));
    expect(decided[0]).toBeLessThanOrEqual((upper - lower) * whole.exposure);
  },
);

it.runIf(isShipped)("asks also whoever might take what has to move", async () => {
  const page = sectorIn(await pageOf("--sector", "ai"), "ai").replaceAll(/<[^>]*>/g, "");
  expect(page).toContain(
    "LG: from whom the rest of its inputs comes (decides up to USD 832.0 k; might take what has to move)",
  );
});

it.runIf(isShipped)(
  "says when what is stored is not what was assessed, and shows the assessment all the same",
  async () => {
    const row = "P-new,ai,catl,bess,CN,900000,2026-07-30,,test";
    const csv = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source\n${row}\n`;
    const imported = await place.chokepoint("import", "positions", place.file("more.csv", csv), "--mix");
    expect(imported).toMatchObject({ code: 0 });
    const page = sectorIn(await pageOf(), "ai");
    expect(page.includes("has changed since")).toBe(true);
    expect(page.includes("npx chokepoint recompute --sector ai")).toBe(true);
    expect(idsIn(page)).toContain("ai/by-owner");
    expect(idsIn(page)).not.toContain("ai/streams");
    expect(linksIn(page).filter((id) => !idsIn(page).includes(id))).toEqual([]);
  },
);
