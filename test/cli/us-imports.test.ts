import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { policyFiles } from "../support/policy-files.ts";
import { usImportsPolicy } from "../support/us-imports-policy.ts";

const MONTHLY = resolve("sample/us_imports_hs8507600030_bess_monthly.csv");
const ALL_LITHIUM = resolve("sample/us_imports_hs850760_by_country.csv");

const policies = policyFiles();
policies.write(usImportsPolicy);
afterAll(() => policies.remove());

async function recompute(place: Workplace, asOf: string): Promise<SectorResult> {
  const args = ["recompute", "--sector", "us-storage-imports", "--as-of", asOf, "--json"];
  const { code, stdout, stderr } = await place.chokepoint(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [result] = JSON.parse(stdout) as SectorResult[];
  if (result === undefined) throw new Error("no result");
  return result;
}

function chinaOf({ assessment }: SectorResult) {
  const [scope] = assessment.scopes;
  if (scope === undefined || "empty" in scope) throw new Error("an empty sector");
  const china = scope.facets.origin.keys.find(({ key }) => key === "CN");
  return { exposure: scope.exposure, share: china?.share ?? 0, name: china?.name, direct: scope.direct.CN };
}

describe("real US imports of battery storage, month by month", () => {
  let place: Workplace;
  beforeAll(async () => {
    place = workplace(policies.folder);
    const { code } = await place.chokepoint("import", "usitc", MONTHLY, "--sector", "us-storage-imports");
    expect(code).toBe(0);
  });
  afterAll(() => place.remove());

  it.each([
    ["2026-05-31", 0.104, 326_586_127, null],
    ["2026-06-30", 0.192, 465_982_189, null],
    ["2026-07-31", 0.28, 590_492_006, "raised"],
  ])("as of %s China holds %d of exactly %d USD", async (asOf, share, exposure, event) => {
    const result = await recompute(place, asOf);
    expect(chinaOf(result)).toMatchObject({ name: "China", exposure });
    expect(chinaOf(result).share).toBeCloseTo(share, 3);
    expect(result.assessment.windowDays).toBe(31);
    expect(result.alerts.map((alert) => alert.event)).toEqual(event === null ? [] : [event]);
  });

  it("sent one e-mail in all, also as a file", async () => {
    const { stdout } = await place.chokepoint("inbox", "--json");
    expect(JSON.parse(stdout)).toMatchObject([
      {
        subject: "[WARNING] US storage imports: 28% of supply made in China (limit 25%)",
        file: expect.stringMatching(/\.eml$/),
      },
    ]);
  });

  it("shows the open alert, with its limit and since when", async () => {
    const { stdout } = await place.chokepoint("alerts", "--sector", "us-storage-imports", "--json");
    expect(JSON.parse(stdout)).toMatchObject([
      {
        lastAssessment: { asOf: "2026-07-31" },
        alerts: [{ level: "warning", limit: 0.25, since: "2026-07-31" }],
      },
    ]);
  });

  it("cannot say more than the customs know: supplier and owner are wholly unknown", async () => {
    const [scope] = (await recompute(place, "2026-07-31")).assessment.scopes;
    expect(scope).toMatchObject({
      facets: {
        supplier: {
          unknown: 1,
          keys: [],
          hhi: { lower: 0, upper: 10_000 },
          effective: { lower: 1, upper: null },
        },
      },
      direct: { CN: { lower: expect.closeTo(0.2804, 4), upper: 1 } },
    });
  });
});

describe("real US imports of all lithium-ion batteries", () => {
  it("China held 69.1 % of exactly 23,609,047,729 USD in 2024", async () => {
    const place = workplace(policies.folder);
    const imported = await place.chokepoint("import", "usitc", ALL_LITHIUM, "--sector", "us-storage-imports");
    expect(imported).toMatchObject({ code: 0, stderr: "" });
    const china = chinaOf(await recompute(place, "2024-12-31"));
    expect(china.exposure).toBe(23_609_047_729);
    expect(china.share).toBeCloseTo(0.691, 3);
    place.remove();
  });
});
