import { describe, expect, it } from "vitest";
import { noteReassigned, type Reassigned, type ReassignedSums } from "../../../shared/imports/reassigned.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { positionOf } from "../../support/samples.ts";

const emptySums = (): ReassignedSums => ({ byContent: new Map() });
const was = positionOf({ supplierId: "catl-ningde", originCountry: "CN", exposure: 100, date: "2026-07-01" });

/** What is noted when a position becomes another one. */
function noted(after: Partial<Position>): Reassigned[] {
  const sums = emptySums();
  noteReassigned(sums, was, { ...was, ...after }, "0msa0uhs0-00000a");
  return [...(sums.byContent?.values() ?? [])];
}

describe("a changed position", () => {
  it("is reassigned where it has another supplier, with no more exposure than it had and has", () => {
    expect(noted({ supplierId: "catl", exposure: positionOf({ exposure: 70 }).exposure })).toMatchObject([
      { from: { supplierId: "catl-ningde" }, to: { supplierId: "catl" }, positions: 1, exposure: 70 },
    ]);
  });

  it("is reassigned where its origin became known, or unknown", () => {
    expect(noted({ originCountry: null })).toMatchObject([{ to: { originCountry: null }, exposure: 100 }]);
  });

  it.each<[string, Partial<Position>]>([
    ["only its exposure changed", { exposure: positionOf({ exposure: 70 }).exposure }],
    ["it is of another day", { supplierId: "catl", date: "2026-07-02" }],
    ["it is another item", { supplierId: "catl", item: "ups" }],
    ["it belongs to another program", { supplierId: "catl", program: "P" }],
  ])("is not where %s", (_name, after) => {
    expect(noted(after)).toEqual([]);
  });
});

describe("reassigned positions", () => {
  it("are added up by day, supplier, origin, item and program", () => {
    const sums = emptySums();
    for (let at = 0; at < 3; at += 1) noteReassigned(sums, was, { ...was, supplierId: "catl" }, null);
    expect([...(sums.byContent?.values() ?? [])]).toMatchObject([{ positions: 3, exposure: 300 }]);
  });

  it("are not kept at all where they are too many for a record", () => {
    const sums = emptySums();
    for (let at = 0; at <= 10_000; at += 1)
      noteReassigned(sums, { ...was, supplierId: `maker-${at}` }, { ...was, supplierId: "catl" }, null);
    expect(sums.byContent).toBeNull();
  });
});
