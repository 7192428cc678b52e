import { describe, expect, it } from "vitest";
import type { Holding } from "../../../shared/supply/holding.ts";
import { controlledFrom, ownedBy, standsOn } from "../../../shared/supply/membership.ts";
import { resolveOwnership } from "../../../shared/supply/ownership.ts";
import { suppliersOf } from "../../support/builders.ts";
import { tenthsOf } from "../../support/holder-worlds.ts";
import { supplierOf } from "../../support/samples.ts";

const LIMITS = { countries: ["CN"], single: 0.25, together: 0.4 };

/** What is found of a supplier that these hold: `listed` stands on the list `l`, and in China; all others in the US. */
function answersOf(...holdings: Holding[]) {
  const ownership = resolveOwnership(
    suppliersOf(
      supplierOf({ supplierId: "held", country: "US", holdings }),
      supplierOf({ supplierId: "listed", country: "CN", lists: ["l"] }),
      supplierOf({ supplierId: "other", country: "US" }),
    ),
    0.5,
  );
  const found = ownership.affiliationOf("held");
  return {
    owner: found.owner,
    list: standsOn(found, "l"),
    ownedByListed: ownedBy(found, new Set(["listed"])),
    fromChina: controlledFrom(found, new Set(["CN"])),
    influenced: ownership.influenced("held", LIMITS),
  };
}

const inSmallHands = tenthsOf("held", null, [null, 0]);

describe("a supplier that a listed company holds", () => {
  it.each<[string, Holding[], Partial<ReturnType<typeof answersOf>>]>([
    [
      "is on the list where the listed one certainly controls it",
      [tenthsOf("held", "listed", [6, 6])],
      { owner: "listed", list: "yes", ownedByListed: "yes", fromChina: "yes", influenced: "yes" },
    ],
    [
      "is not where the listed one has a part, and others have the rest: a list is about control",
      [tenthsOf("held", "listed", [3, 3]), tenthsOf("held", "other", [7, 7])],
      { owner: "other", list: "no", ownedByListed: "no", fromChina: "no", influenced: "yes" },
    ],
    [
      "may be where the listed one has a part, and who has the rest is not told",
      [tenthsOf("held", "listed", [3, 3])],
      { owner: null, list: "maybe", ownedByListed: "maybe", fromChina: "maybe", influenced: "yes" },
    ],
    [
      "is not where the listed one has a part, and the rest is in small hands",
      [tenthsOf("held", "listed", [3, 3]), inSmallHands],
      { owner: "held", list: "no", fromChina: "no", influenced: "yes" },
    ],
    [
      "is on the list where the listed one has a right to control it, whatever the shares",
      [tenthsOf("held", "listed", [null, null], "control"), tenthsOf("held", "other", [9, 9])],
      { owner: "listed", list: "yes", fromChina: "yes", influenced: "yes" },
    ],
    [
      "may be where the listed one only possibly has that right",
      [tenthsOf("held", "listed", [0, null], "control"), tenthsOf("held", "other", [9, 9])],
      { owner: null, list: "maybe", fromChina: "maybe", influenced: "maybe" },
    ],
  ])("%s", (_sentence, holdings, expected) => {
    expect(answersOf(...holdings)).toMatchObject(expected);
  });
});

describe("where holders are told of 60 %, the rest is unknown:", () => {
  it("a certain majority settles the owner, and 40 % may still be held from anywhere", () => {
    expect(answersOf(tenthsOf("held", "other", [6, 6]))).toEqual({
      owner: "other",
      list: "no",
      ownedByListed: "no",
      fromChina: "no",
      influenced: "maybe",
    });
  });

  it("40 % that are not told are no majority, and enough for influence", () => {
    const told = [tenthsOf("held", "other", [4, 4]), tenthsOf("held", "third", [2, 2])];
    expect(answersOf(...told)).toEqual({
      owner: "held",
      list: "no",
      ownedByListed: "no",
      fromChina: "no",
      influenced: "maybe",
    });
  });

  it("a holder of 40 % who may have more of it may be the owner, and nobody else", () => {
    const told = [tenthsOf("held", "other", [4, 8]), tenthsOf("held", "third", [2, 2])];
    expect(answersOf(...told)).toMatchObject({
      owner: null,
      list: "no",
      fromChina: "no",
      influenced: "maybe",
    });
  });

  it("is known again once the rest is said to be in small hands", () => {
    expect(answersOf(tenthsOf("held", "other", [6, 6]), inSmallHands)).toMatchObject({ owner: "other" });
  });
});
