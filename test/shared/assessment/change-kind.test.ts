import { describe, expect, it } from "vitest";
import { kindOf } from "../../../shared/assessment/kinds/measure-kinds.ts";
import { scopeKinds } from "../../../shared/assessment/kinds/scope-kinds.ts";
import type { Measure, MeasureOf } from "../../../shared/policy/measure.ts";
import { windowsOf } from "../../../shared/policy/windows.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { AS_OF, assessed, foldOf, policyOf, ruleOf } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";

// By hand: positions of a year that ended 30 days ago (THEN), of the year that ends now (NOW), and of both (BOTH).
const [THEN, BOTH, NOW] = ["2025-07-15", "2026-01-15", "2026-07-15"];

type Changing = MeasureOf<"change">["of"];

const china: Changing = { kind: "share", of: { facet: "origin", countries: ["CN"] } };

function changesOf(of: Changing, positions: Position[], by?: "item" | "program") {
  const measure: Measure = { kind: "change", of, days: 30 };
  const limits = { above: { warning: of.kind === "hhi" ? 5000 : 0.5 } };
  const policy = policyOf({ rules: [ruleOf({ by, measure, ...limits })] });
  const [window, before] = windowsOf(policy, AS_OF);
  const foldsBefore = new Map([[30, foldOf(positions, 0, before)]]);
  const { observations } = assessed({ fold: foldOf(positions, 0, window), foldsBefore, policy });
  return observations.map(({ group, observed, contributions, remedy }) => {
    return { group, observed, contributions, remedy };
  });
}

const changed = (lower: number, upper = lower) => ({
  lower: expect.closeTo(lower, 12),
  upper: expect.closeTo(upper, 12),
});

/** Of `exposure` of an item in each window, so much was made in China then, and so much is now. */
function supplyOf(item: string, [then, now]: [number, number], exposure = 100): Position[] {
  return [
    positionOf({ item, positionId: `${item}-1`, originCountry: "CN", exposure: then, date: THEN }),
    positionOf({ item, positionId: `${item}-2`, originCountry: "JP", exposure: exposure - then, date: THEN }),
    positionOf({ item, positionId: `${item}-3`, originCountry: "CN", exposure: now, date: NOW }),
    positionOf({ item, positionId: `${item}-4`, originCountry: "JP", exposure: exposure - now, date: NOW }),
  ];
}

describe("a change by item", () => {
  it("compares each item with itself, in whatever order they stand", () => {
    // Cells are the smaller item now and the larger one then.
    const positions = [
      ...supplyOf("bess", [10, 40]),
      positionOf({ item: "cells", positionId: "c-1", originCountry: "CN", exposure: 900, date: THEN }),
      positionOf({ item: "cells", positionId: "c-2", originCountry: "JP", exposure: 50, date: NOW }),
    ];
    expect(changesOf(china, positions, "item")).toEqual([
      { group: "bess", observed: changed(0.3), contributions: null, remedy: null },
      { group: "cells", observed: changed(-1), contributions: null, remedy: null },
    ]);
  });

  it("finds nothing for an item that was not there, or is worth nothing in one of the windows", () => {
    const positions = [
      ...supplyOf("bess", [10, 40]),
      positionOf({ item: "new", positionId: "n", date: NOW }),
      positionOf({ item: "was-free", positionId: "w-1", exposure: 0, date: THEN }),
      positionOf({ item: "was-free", positionId: "w-2", date: NOW }),
      positionOf({ item: "is-free", positionId: "f-1", date: THEN }),
      positionOf({ item: "is-free", positionId: "f-2", exposure: 0, date: NOW }),
    ];
    const found = changesOf(china, positions, "item").map(({ group, observed }) => [group, observed]);
    expect(Object.fromEntries(found)).toEqual({
      bess: changed(0.3),
      new: null,
      "was-free": null,
      "is-free": null,
    });
  });

  it("finds nothing for any item where the window before is empty", () => {
    const positions = [positionOf({ item: "bess", date: NOW }), positionOf({ item: "cells", date: NOW })];
    expect(changesOf(china, positions, "item").map(({ observed }) => observed)).toEqual([null, null]);
  });
});

describe("a change of what is compared by its values alone", () => {
  it("is the difference of the two unknown shares", () => {
    const positions = [
      positionOf({ positionId: "a", originCountry: null, exposure: 30, date: THEN }),
      positionOf({ positionId: "b", originCountry: "JP", exposure: 70, date: THEN }),
      positionOf({ positionId: "c", originCountry: null, exposure: 10, date: NOW }),
      positionOf({ positionId: "d", originCountry: "JP", exposure: 90, date: NOW }),
    ];
    const [change] = changesOf({ kind: "unknown", facet: "origin" }, positions);
    expect(change?.observed).toEqual(changed(-0.2));
  });

  it("is the difference of two losses, each end against the other's", () => {
    // One known seller of a half, and goods of an unknown one; then the unknown is all.
    const positions = [
      positionOf({ positionId: "a", supplierId: "a", exposure: 50, date: THEN }),
      positionOf({ positionId: "b", supplierId: null, exposure: 50, date: THEN }),
      positionOf({ positionId: "c", supplierId: null, exposure: 100, date: NOW }),
    ];
    const [change] = changesOf({ kind: "loss", of: "owner" }, positions);
    // Then 50 % to 100 %, now 0 % to 100 %.
    expect(change?.observed).toEqual(changed(-1, 0.5));
  });
});

describe("a change by program", () => {
  const known = (id: string, date: string) =>
    positionOf({ positionId: id, originCountry: "JP", exposure: 100, date, program: "p" });
  const maybe = (date: string) =>
    positionOf({ positionId: "maybe", originCountry: "CN", exposure: 100, date, program: null });

  it.each([
    // Of the program, nothing was and nothing is made in China; where the unknown is of it, a half.
    ["now", NOW, changed(0, 0.5)],
    ["then", THEN, changed(-0.5, 0)],
  ])("counts what may be of the program %s as it may be", (_when, date, expected) => {
    const positions = [known("a", THEN), known("b", NOW), maybe(date)];
    expect(changesOf(china, positions, "program")).toMatchObject([{ group: "p", observed: expected }]);
  });
});

describe("a change of a share", () => {
  it("knows that a position in both windows has one origin", () => {
    const positions = [
      positionOf({ positionId: "a", originCountry: null, exposure: 100, date: BOTH }),
      positionOf({ positionId: "b", originCountry: "JP", exposure: 100, date: NOW }),
    ];
    const [change] = changesOf(china, positions);
    expect(change?.observed).toEqual(changed(-0.5, 0));
  });
});

describe("a change of the largest", () => {
  it("is no more than all that rose, and no less than all that fell", () => {
    const sold = (supplierId: string, exposure: number, date: string) =>
      positionOf({ positionId: `${supplierId}-${date}`, supplierId, exposure, date });
    const positions = [sold("a", 60, THEN), sold("b", 40, THEN), sold("a", 30, NOW), sold("b", 70, NOW)];
    const [change] = changesOf({ kind: "top", facet: "supplier", n: 1 }, positions);
    expect(change?.observed).toEqual(changed(0.1));
  });
});

describe("a kind of measure", () => {
  const moment = { scope: {}, network: {}, value: { lower: 0, upper: 0 } } as never;

  it.each<Measure>([
    { kind: "unknown", facet: "origin" },
    { kind: "effective", facet: "origin" },
    { kind: "loss", of: "owner" },
    { kind: "change", of: china, days: 30 },
  ])("that knows no more of its change than two values says null: %j", (measure) => {
    expect(kindOf(measure).change(moment, moment)).toBeNull();
  });

  it("has no contributions, where it is a change", () => {
    const { fractionsIn, valueIn, boundModel } = kindOf({ kind: "change", of: china, days: 30 });
    expect(fractionsIn({} as never, {} as never, undefined)).toBeNull();
    expect([valueIn, boundModel]).toEqual([null, null]);
  });

  it("has no remedy that moves supply, where it is about what is unknown", () => {
    const { move } = scopeKinds.unknown({ kind: "unknown", facet: "origin" });
    expect(move()).toBeNull();
  });
});
