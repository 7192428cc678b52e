import { describe, expect, it } from "vitest";
import { levelOf } from "../../../shared/policy/level.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Link } from "../../../shared/supply/link.ts";
import { assessed, foldOf, policyOf, ruleOf, type Supply, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf, supplyWith } from "../../support/samples.ts";

const china: Measure = { kind: "share", of: { facet: "origin", countries: ["CN"] } };

/** The level that a measure with one warning limit above is at. */
function levelAt(measure: Measure, warning: number, supply: Supply): string {
  const policy = policyOf({ rules: [ruleOf({ measure, above: { warning } })] });
  const [observation] = assessed({ ...supply, policy }).observations;
  if (observation?.observed == null) throw new Error("nothing was observed");
  return levelOf(observation.rule, observation.observed);
}

describe("a value of exactly its limit does not cross it", () => {
  it.each([
    ["57 of 100", 570, 0.57],
    ["29 of 100", 290, 0.29],
    ["1 of 1,000", 1, 0.001],
  ])("as a share: %s", (_what, chinese, limit) => {
    expect(levelAt(china, limit, { fold: foldOf(supplyWith(chinese)) })).toBe("none");
    expect(levelAt(china, limit, { fold: foldOf(supplyWith(chinese + 1)) })).toBe("warning");
  });

  it.each([7, 51])("as an effective number of suppliers: %i equal ones", (count) => {
    const positions = Array.from({ length: count }, (_, at) => positionOf({ supplierId: `s${at}` }));
    const policy = policyOf({
      rules: [ruleOf({ measure: { kind: "effective", facet: "supplier" }, below: { warning: count } })],
    });
    const [observation] = assessed({ fold: foldOf(positions), policy }).observations;
    expect(observation).toMatchObject({ observed: { lower: count, upper: count }, remedy: null });
  });

  it("as an HHI: 3 of 10,000 shares that add up to just the limit", () => {
    // 3,000² + 5,000² + 2,000² = 38,000,000 of 100,000,000.
    const positions = [3000, 5000, 2000].map((exposure, at) =>
      positionOf({ supplierId: `s${at}`, exposure }),
    );
    const hhi: Measure = { kind: "hhi", facet: "supplier" };
    expect(levelAt(hhi, 3800, { fold: foldOf(positions) })).toBe("none");
    expect(levelAt(hhi, 3799.999, { fold: foldOf(positions) })).toBe("warning");
  });

  it("as a share of so large a total that a number has too few digits to tell", () => {
    // 65 % of it is 5,849,999,999,999,988.95: the next cent is more by a twentieth of one.
    const total = 8_999_999_999_999_983;
    const of = (chinese: number) => {
      return foldOf([
        positionOf({ originCountry: "CN", exposure: chinese }),
        positionOf({ originCountry: "JP", exposure: total - chinese }),
      ]);
    };
    expect(5_849_999_999_999_989 / total).toBe(0.65);
    expect(levelAt(china, 0.65, { fold: of(5_849_999_999_999_988) })).toBe("none");
    expect(levelAt(china, 0.65, { fold: of(5_849_999_999_999_989) })).toBe("warning");
  });

  it.each([
    ["30 % to 40 %", 300, 400],
    ["20 % to 30 %", 200, 300],
    ["50 % to 60 %", 500, 600],
  ])("as a change of 10 points, from %s", (_what, then, now) => {
    const foldsBefore = new Map([[30, foldOf(supplyWith(then))]]);
    const change: Measure = { kind: "change", of: china, days: 30 };
    expect(levelAt(change, 0.1, { fold: foldOf(supplyWith(now)), foldsBefore })).toBe("none");
  });

  it.each([
    ["10 % and 20 %", 0.1, 0.2, 0.3],
    ["10 % and 70 %", 0.1, 0.7, 0.8],
    ["35 % and 30 %", 0.35, 0.3, 0.65],
  ])("as a look-through, of %s of one input", (_what, first, second, limit) => {
    const linkTo = (upstreamId: string, share: number): Link => {
      return { supplierId: "maker", input: "cells", upstreamId, originCountry: null, share, source: null };
    };
    const links = [linkTo("catl", first), linkTo("byd", second), linkTo("lges", 1 - first - second)];
    const countries = { maker: "JP", catl: "CN", byd: "CN", lges: "KR" };
    const rows = Object.entries(countries).map(([supplierId, country]) =>
      supplierOf({ supplierId, country, inputs: "none" }),
    );
    const lookThrough: Measure = { kind: "look-through", of: { countries: ["CN"] } };
    const supply = { fold: foldOf([positionOf()]), suppliers: suppliersOf(...rows) };
    expect(levelAt(lookThrough, limit, { ...supply, links: new Map([["maker", links]]) })).toBe("none");
  });
});
