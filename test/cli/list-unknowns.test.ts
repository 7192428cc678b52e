import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeasureOf } from "../../shared/policy/measure.ts";
import { ruleOf } from "../support/builders.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { policyFiles } from "../support/policy-files.ts";
import { figuresIn, sectorIn } from "../support/read-page.ts";
import { copySamples } from "../support/sample-folder.ts";
import { chinaPolicy } from "../support/samples.ts";
import { isAsShipped } from "../support/shipped-policies.ts";

interface Listed {
  rule: string;
  group: string | null;
  asked: string | null;
  name: string;
  questions: string[];
  decidesLeast: number;
  decides: number;
  exposure: number;
  now: { lower: number; upper: number };
  ifSmallest: { lower: number; upper: number };
  ifLargest: { lower: number; upper: number };
  outlook: { better: string | null; worse: string | null };
}

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await copySamples(place, "--dir", ".chokepoint");
});
afterAll(() => place.remove());

const list = (...args: string[]) => place.chokepoint("list", "unknowns", ...args);
async function listed(...args: string[]): Promise<Listed[]> {
  const { code, stdout, stderr } = await list(...args, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

describe.runIf(["ai", "defense"].every(isAsShipped))("chokepoint list unknowns", () => {
  it("says of each what the answers would make of the figure, the one that decides most first", async () => {
    const all = await listed("--sector", "ai", "--rule", "china-look-through");
    expect(all.length).toBeGreaterThan(5);
    for (const { now, ifSmallest, ifLargest, decides } of all) {
      expect(ifSmallest).toEqual({ lower: now.lower, upper: expect.closeTo(ifSmallest.upper) });
      expect(decides).toBeCloseTo(Math.max(now.upper - ifSmallest.upper, ifLargest.lower - now.lower), 12);
      expect(decides).toBeLessThanOrEqual(now.upper - now.lower);
    }
    expect(all.map(({ decides }) => decides)).toEqual(
      all.map(({ decides }) => decides).toSorted((a, b) => b - a),
    );
  });

  it("puts first what could change an alert", async () => {
    const all = await listed("--sector", "defense");
    const changes = all.map(({ outlook }) => outlook.better !== null || outlook.worse !== null);
    expect(changes).toEqual(changes.toSorted((a, b) => Number(b) - Number(a)));
    expect(all.find(({ group }) => group === "thermal-battery")).toMatchObject({
      name: "Example Thermal Batteries Inc.",
      questions: ["inputs"],
      outlook: { better: "none", worse: "critical" },
    });
  });

  it("has the figures of the page", async () => {
    await place.chokepoint("report");
    const page = sectorIn(readFileSync(join(place.folder, "report.html"), "utf8"), "ai");
    const shown = figuresIn(page.split('id="ai/to-ask"')[1]?.split("</table>")[0] ?? "");
    const [money, points] = [/USD/, / points$/].map((unit) =>
      shown.filter(({ text }) => unit.test(text)).map(({ values }) => values.at(-1)),
    );
    const all = await listed("--sector", "ai", "--rule", "china-look-through");
    expect(money).toEqual(all.map(({ exposure }) => exposure));
    expect(points).toEqual(all.map(({ decides }) => decides));
  });

  it("is a table for a spreadsheet", async () => {
    const { stdout } = await list("--sector", "ai", "--rule", "china-look-through", "--csv");
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    const all = await listed("--sector", "ai", "--rule", "china-look-through");
    expect(rows.map(({ asked, decides }) => [asked, Number(decides)])).toEqual(
      all.map(({ asked, decides }) => [asked ?? "", decides]),
    );
  });

  it("fits a terminal, and says what an answer could change", async () => {
    const { stdout } = await list("--sector", "defense", "--group", "thermal-battery");
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      expect.stringMatching(/^ASK +WHAT +DECIDES/),
      expect.stringMatching(/^Example Thermal Batteries Inc\. +which inputs it uses, and from whom/),
    ]);
  });

  it("tells of the largest loss with up to, and not what the answers could make of the alert", async () => {
    const all = await listed("--sector", "ai", "--rule", "one-owner-lost");
    expect(all.length).toBeGreaterThan(5);
    for (const { decidesLeast, outlook } of all)
      expect({ decidesLeast, outlook }).toEqual({ decidesLeast: 0, outlook: { better: null, worse: null } });
    const { stdout } = await list("--sector", "ai", "--rule", "one-owner-lost");
    expect(stdout.split("\n")[1]).toMatch(/up to USD .* up to /);
  });

  it("tells of a change in points, not in money", async () => {
    const policies = policyFiles();
    const of: MeasureOf<"change">["of"] = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
    const rule = ruleOf({ measure: { kind: "change", of, days: 90 } });
    policies.write({ ...chinaPolicy("ai"), rules: [rule] });
    const { code, stdout } = await list(
      "--sector",
      "ai",
      "--policies",
      policies.folder,
      "--as-of",
      "2026-07-31",
    );
    policies.remove();
    expect({ code, isMoney: /USD/.test(stdout) }).toEqual({ code: 0, isMoney: false });
    expect(stdout).toMatch(/where what it sells is made +\d+\.\d /);
  });

  it.each([
    [["--group", "bes"], /"bes" is no group of it; nearest: bess/],
    [["--rule", "china-look-trough"], /nearest: china-look-through/],
  ])("refuses %j in one sentence", async (args, problem) => {
    const { code, stdout, stderr } = await list("--sector", "ai", ...args);
    expect({ code, stdout, lines: stderr.trim().split("\n").length }).toEqual({
      code: 2,
      stdout: "",
      lines: 1,
    });
    expect(stderr).toMatch(problem);
  });
});
