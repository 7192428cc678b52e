import { expect, it } from "vitest";
import type { Measure } from "../../../shared/policy/measure.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import { decidedBy } from "../../../shared/unknowns/rank-unknowns.ts";
import { ruleOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { seenNow, viewOf } from "../../support/supply-worlds.ts";

/** `seller`, in the US, sells 60 of 100; it may belong to `parent`, which sells 40 and of which nothing is known. */
const WORLD = {
  suppliers: [
    supplierOf({
      supplierId: "seller",
      country: "US",
      parentId: "parent",
      parentStake: null,
      inputs: "none" as const,
    }),
  ],
  positions: [
    positionOf({ positionId: "1", supplierId: "seller", originCountry: "US", exposure: 60 }),
    positionOf({ positionId: "2", supplierId: "parent", originCountry: "US", exposure: 40 }),
  ],
  links: [],
};

function decided(measure: Measure, ...asked: string[]) {
  const open = openValueOf(ruleOf({ measure }), null, seenNow(viewOf(WORLD, "safe")));
  if (open === null) throw new Error("not computed");
  const answered = open.unknowns.filter((one) => asked.includes(one.asked ?? ""));
  const { decidesLeast, decides, isReached } = decidedBy(open, answered);
  return {
    questions: answered.map(({ questions }) => questions),
    least: decidesLeast,
    most: decides,
    isReached,
  };
}

const FROM_CHINA: Measure = { kind: "share", of: { facet: "control", countries: ["CN"] } };
const UNKNOWN_COUNTRY: Measure = { kind: "unknown", facet: "control" };

it("who owns a possible parent settles its possible subsidiary too, where both then are the same", () => {
  expect(decided(FROM_CHINA, "parent")).toMatchObject({ questions: [["owner"]], least: 0.4, most: 1 });
  expect(decided(UNKNOWN_COUNTRY, "parent")).toMatchObject({ questions: [["owner"]], least: 0.4, most: 1 });
});

it("a supplier that says that its possible parent controls it leaves open who owns that parent", () => {
  expect(decided(FROM_CHINA, "seller")).toMatchObject({ questions: [["parent"]], least: 0, most: 0.6 });
  expect(decided(UNKNOWN_COUNTRY, "seller")).toMatchObject({ questions: [["parent"]], least: 0, most: 0.6 });
});

it("both together leave nothing open", () => {
  expect(decided(FROM_CHINA, "seller", "parent")).toMatchObject({ least: 1, most: 1 });
  expect(decided(UNKNOWN_COUNTRY, "seller", "parent")).toMatchObject({ least: 1, most: 1 });
});

it("of what looks through, it is how far both can move one end", () => {
  const ifChinaStops: Measure = { kind: "look-through", of: { countries: ["CN"] } };
  expect(decided(ifChinaStops, "parent")).toMatchObject({ least: 0, most: 1 });
});

it("who holds a parent may tell of those that it holds a part of: whether it does is not known", () => {
  const influenced: Measure = { kind: "influenced", of: { countries: ["CN"] }, single: 0.25, together: 0.4 };
  const questions = [["holders", "country"]];
  expect(decided(influenced, "parent")).toEqual({ questions, least: 0.4, most: 1, isReached: false });
  expect(decided(influenced, "seller")).toMatchObject({ least: 0.6, most: 0.6, isReached: true });
});
