import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPolicies } from "../../../cli/input/policy-check.ts";
import { readPoliciesToDeploy } from "../../../infra/config/policy-folder.ts";
import { benchmarksFirst } from "../../../shared/policy/benchmarks.ts";
import { policyText } from "../../../shared/policy/policy-hash.ts";
import { readPolicies } from "../../../shared/policy/read-policies.ts";
import { chinaPolicy } from "../../support/samples.ts";

const textOf = (benchmark: unknown) => JSON.stringify({ ...chinaPolicy("ai"), benchmark });

describe("a benchmark that no data could make right stops its policy:", () => {
  it.each<[string, unknown, string]>([
    ["a text", "imports", 'field "benchmark" is "imports": must be like {"sector": "us-storage-imports"}'],
    ["itself", { sector: "ai" }, 'field "benchmark.sector" is "ai": must be another sector'],
    ["a field of another name", { sector: "imports", item: {} }, 'field "benchmark.item" is not known'],
    [
      "an item that is none",
      { sector: "imports", items: { bess: "Storage 1 kWh" } },
      'field "benchmark.items.bess" is "Storage 1 kWh": must be lower-case words joined by hyphens, like ups-lithium',
    ],
    [
      "no items",
      { sector: "imports", items: {} },
      'field "benchmark.items": must name an item; without it, equal items are compared',
    ],
    [
      "a country that is none",
      { sector: "imports", originsExcept: ["UK"] },
      'field "benchmark.originsExcept.0": "UK" is no country of ISO 3166-1; nearest: GB (United Kingdom)',
    ],
    [
      "a source without end",
      { sector: "imports", source: "s".repeat(501) },
      'field "benchmark.source": has 501 characters, and 500 are the most',
    ],
  ])("%s", (_name, benchmark, problem) => {
    const policies = readPolicies([{ file: "ai.json", text: textOf(benchmark) }]);
    expect(policies.get("ai")).toMatchObject({ problem: `ai.json: ${problem}` });
  });

  it("a country that counts as another one", () => {
    const counted = {
      ...chinaPolicy("ai"),
      countAs: { HK: "CN" },
      benchmark: { sector: "imports", originsExcept: ["HK"] },
    };
    const policies = readPolicies([{ file: "ai.json", text: JSON.stringify(counted) }]);
    expect(policies.get("ai")).toMatchObject({
      problem: 'ai.json: field "benchmark.originsExcept.0" is "HK": counts as CN here',
    });
  });
});

describe("a benchmark that is not in the folder, or in another kind of unit,", () => {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-benchmarks-"));
  const write = (sector: string, overrides: object) =>
    writeFileSync(join(folder, `${sector}.json`), JSON.stringify({ ...chinaPolicy(sector), ...overrides }));

  it("is told by policy check and stops a deployment, and no alert", () => {
    write("imports", { unit: "kWh" });
    write("ai", { benchmark: { sector: "import" } });
    write("defense", { benchmark: { sector: "imports" } });
    const problems = [
      'ai.json: field "benchmark.sector": "import" is not a sector; nearest: imports',
      'defense.json: field "benchmark.sector": imports is measured in kWh: shares of it cannot stand beside shares of USD',
    ];
    const check = checkPolicies(folder);
    expect(check.problems).toEqual(problems);
    expect(check.sectors.map(({ problem }) => problem)).toEqual([null, null, null]);
    expect(() => readPoliciesToDeploy(folder)).toThrow(problems[0]);
  });

  it("may be measured in other money", () => {
    write("imports", { unit: "EUR" });
    write("ai", { benchmark: { sector: "imports" } });
    expect(checkPolicies(folder).problems).toEqual([]);
    expect([...readPoliciesToDeploy(folder).keys()]).toEqual(["ai", "defense", "imports"]);
  });
});

describe("the order of benchmarks", () => {
  const ordered = (benchmarks: Record<string, string | null>) => {
    const policies = Object.entries(benchmarks).map(([sector, other]) => {
      return [sector, chinaPolicy(sector, other === null ? {} : { benchmark: { sector: other } })] as const;
    });
    return benchmarksFirst(new Map(policies)).map(({ sector }) => sector);
  };

  it.each([
    [{ a: null, b: null }, ["a", "b"]],
    [{ a: "c", b: null, c: null }, ["c", "a", "b"]],
    [{ a: "b", b: "c", c: null }, ["c", "b", "a"]],
    [{ a: "gone", b: null }, ["a", "b"]],
  ])("of %j is %j", (benchmarks, sectors) => {
    expect(ordered(benchmarks)).toEqual(sectors);
  });

  it("in a ring has each sector once", () => {
    expect(ordered({ a: "b", b: "c", c: "a" })).toEqual(["c", "b", "a"]);
  });
});

it("a benchmark changes no figure, so it is not part of what stands for a policy", () => {
  expect(policyText(chinaPolicy("ai", { benchmark: { sector: "imports" } }))).toBe(
    policyText(chinaPolicy("ai")),
  );
});
