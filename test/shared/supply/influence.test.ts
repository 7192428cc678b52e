import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { influencedFrom } from "../../../shared/supply/influence.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { suppliersOf } from "../../support/builders.ts";
import { tenthsOf } from "../../support/holder-worlds.ts";
import { heldWorlds, knownWorld, plainInfluence } from "../../support/plain-influence.ts";
import { supplierOf } from "../../support/samples.ts";
import { answers } from "../../support/unknown-worlds.ts";

const LIMITS = { countries: ["CN"], single: 0.25, together: 0.4 };

function influenced(rows: Supplier[], limits = LIMITS) {
  return influencedFrom("made", limits, { suppliers: suppliersOf(...rows), controlStake: 0.5 });
}

type Told = [holder: string | null, least: number | null, most: number | null];
const held = (supplierId: string, country: string | null, ...told: Told[]) =>
  supplierOf({
    supplierId,
    country,
    holdings: told.map(([holder, ...ends]) => tenthsOf(supplierId, holder, ends)),
  });
const from = (country: string | null, ...ids: string[]) =>
  ids.map((supplierId) => supplierOf({ supplierId, country }));

describe("a supplier", () => {
  const [cn1, cn2] = from("CN", "cn1", "cn2");
  const [us] = from("US", "us");
  const rows = (...all: (Supplier | undefined)[]) => all.filter((one) => one !== undefined);

  it.each<[string, Supplier[], string]>([
    ["that stands there is influenced", from("CN", "made"), "yes"],
    ["of an unknown country may be", from(null, "made"), "maybe"],
    ["without any holder is not", from("US", "made"), "no"],
    [
      "of which one holder has a quarter is",
      rows(held("made", "US", ["cn1", 2.5, 2.5], ["us", 7.5, 7.5]), cn1, us),
      "yes",
    ],
    [
      "of which two have 40 % together is",
      rows(held("made", "US", ["cn1", 2, 2], ["cn2", 2, 2], ["us", 6, 6]), cn1, cn2, us),
      "yes",
    ],
    [
      "of which they have less is not",
      rows(held("made", "US", ["cn1", 2, 2], ["cn2", 1.9, 1.9], ["us", 6.1, 6.1]), cn1, cn2, us),
      "no",
    ],
    ["of which 60 % are told may be", rows(held("made", "US", ["us", 6, 6]), us), "maybe"],
    ["of which 80 % are told is not", rows(held("made", "US", ["us", 8, 8]), us), "no"],
    [
      "of which one may have a quarter may be",
      rows(held("made", "US", ["cn1", 1, 3], ["us", 7, 9]), cn1, us),
      "maybe",
    ],
    [
      "whose holder has no row may be",
      [held("made", "US", ["nobody-knows", 3, 3], [null, null, 1])],
      "maybe",
    ],
    [
      "of which two without a row have 30 % may be: one may be behind both",
      rows(held("made", "US", ["one", 1.5, 1.5], ["two", 1.5, 1.5], ["us", 7, 7]), us),
      "maybe",
    ],
    [
      "by a chain has the product of the shares",
      rows(
        held("made", "US", ["mid", 6, 6], ["us", 4, 4]),
        held("mid", "US", ["cn1", 4, 4], ["us", 6, 6]),
        cn1,
        us,
      ),
      "no",
    ],
    [
      "by a chain of 48 % and 60 % has more than a quarter",
      rows(
        held("made", "US", ["mid", 6, 6], ["us", 4, 4]),
        held("mid", "US", ["cn1", 4.8, 4.8], ["us", 5.2, 5.2]),
        cn1,
        us,
      ),
      "yes",
    ],
    [
      "by a holder who is controlled has its whole share",
      rows(
        held("made", "US", ["mid", 2.5, 2.5], ["us", 7.5, 7.5]),
        held("mid", "US", ["cn1", 5, 5], ["us", 5, 5]),
        cn1,
        us,
      ),
      "yes",
    ],
    [
      "is held by one holder along two chains",
      rows(
        held("made", "US", ["m1", 1.5, 1.5], ["m2", 1.5, 1.5], ["us", 7, 7]),
        held("m1", "US", ["cn1", 10, 10]),
        held("m2", "US", ["cn1", 10, 10]),
        cn1,
        us,
      ),
      "yes",
    ],
    [
      "is held by two holders along two chains",
      rows(
        held("made", "US", ["m1", 1.5, 1.5], ["m2", 1.5, 1.5], ["us", 7, 7]),
        held("m1", "US", ["cn1", 10, 10]),
        held("m2", "US", ["cn2", 10, 10]),
        cn1,
        cn2,
        us,
      ),
      "no",
    ],
    [
      "with a parent of a quarter is",
      rows(supplierOf({ supplierId: "made", country: "US", parentId: "cn1", parentStake: 0.25 }), cn1),
      "yes",
    ],
    [
      "with a parent of unknown stake may be",
      rows(supplierOf({ supplierId: "made", country: "US", parentId: "cn1" }), cn1),
      "maybe",
    ],
  ])("%s", (_sentence, all, answer) => {
    expect(influenced(all)).toBe(answer);
  });

  it.each([
    ["votes", { kind: "votes" as const, minShare: 0.3 }, "yes"],
    ["a right to control", { kind: "control" as const, minShare: null, maxShare: null }, "yes"],
    ["debt", { kind: "debt" as const, minShare: 0.9 }, "no"],
  ])("of which somebody there has %s, beside all of its equity in other hands", (_what, told, answer) => {
    const equity = tenthsOf("made", "us", [10, 10]);
    const votes = tenthsOf("made", "us", [7, 7], "votes");
    const other = { ...tenthsOf("made", "cn1", [null, null]), ...told };
    const holdings = [equity, votes, other].filter(({ kind }) => told.kind === "votes" || kind !== "votes");
    const made = supplierOf({ supplierId: "made", country: "US", holdings });
    expect(influenced(rows(made, cn1, us))).toBe(answer);
  });

  it("in a ring has what comes into the ring, however little of it leaks", () => {
    const ring = (share: number, leak = 10 - share) => [
      held("made", "US", ["mid", share, share], ["us", leak, leak]),
      held("mid", "US", ["made", share, share], ["cn1", leak / 2, leak / 2], ["us", leak / 2, leak / 2]),
    ];
    // t = s · u and u = s · t + (1 − s) / 2: t = s / (2 + 2 s), close to a quarter where s is close to 1.
    const limits = { ...LIMITS, single: 0.249, together: 0.249 };
    expect(influenced(rows(...ring(9.9999999), cn1, us), limits)).toBe("yes");
    expect(influenced(rows(...ring(9), cn1, us), limits)).toBe("no");
    expect(influenced(rows(...ring(10), cn1, us), limits)).toBe("no");
  });
});

describe("in every world that is possible", () => {
  it.each([0.5, 0.3])(
    "what certainly is influenced is, and what certainly is not is not (control at %d)",
    (controlStake) => {
      fc.assert(
        fc.property(heldWorlds, fc.array(answers, { minLength: 20, maxLength: 20 }), (all, drawn) => {
          const answer = influencedFrom("a", LIMITS, { suppliers: suppliersOf(...all), controlStake });
          if (answer === "maybe") return;
          for (const next of drawn) {
            const world = knownWorld(all, next);
            expect(plainInfluence(world, "a", LIMITS, controlStake)).toBe(answer === "yes");
          }
        }),
      );
    },
  );
});
