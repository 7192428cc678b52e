import { describe, expect, it } from "vitest";
import { editText } from "../../../shared/bulletin/sections/edit.ts";
import { supplyEdits } from "../../../shared/imports/supply-edits.ts";
import type { Link } from "../../../shared/supply/link.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { supplierOf } from "../../support/samples.ts";
import { supplyNow } from "../../support/supply-states.ts";

const link = {
  supplierId: "maker",
  input: "cells",
  upstreamId: "up",
  share: 0.5,
  originCountry: null,
  source: null,
};
const maker = (more: Partial<Supplier> = {}) => supplierOf({ supplierId: "maker", ...more });

function textsOf(before: [Supplier, Link], after: [Supplier, Link]) {
  const now = supplyNow({ positions: [], suppliers: [after[0]], links: [after[1]] }, "import-1");
  const edits = supplyEdits({ suppliers: [before[0]], links: [before[1]] }, now);
  return edits.map((edit) => ({
    text: editText(edit, (id) => id),
    ...{ contradicts: edit.contradicts, movesRules: edit.movesRules },
  }));
}

describe("an edit of places, stock and recovery", () => {
  it.each<[Partial<Supplier>, Partial<Supplier>, string]>([
    [{ stockDays: 20 }, { stockDays: 30 }, "maker: stockDays 20 to 30"],
    [{}, { recoveryDays: 180 }, "maker: recoveryDays unknown to 180"],
    [{ port: ["ningbo"] }, { port: ["busan", "ningbo"] }, "maker: port ningbo to busan and ningbo"],
    [{ plant: [] }, {}, "maker: plant none to unknown"],
  ])("of a supplier is told, and moves no rule: %j to %j", (before, after, text) => {
    expect(textsOf([maker(before), link], [maker(after), link])).toEqual([
      { text, contradicts: false, movesRules: false },
    ]);
  });

  it("is none where only the order of places is another", () => {
    const [before, after] = [maker({ port: ["a", "b"] }), maker({ port: ["b", "a"] })];
    expect(textsOf([before, link], [after, link])).toEqual([]);
  });

  it("of a link is told, and moves no rule", () => {
    const after = { ...link, stockDays: 5, region: "east" };
    expect(textsOf([maker(), link], [maker(), after])).toEqual([
      {
        text: "maker: cells from up region unknown to east, stockDays unknown to 5",
        ...{ contradicts: false, movesRules: false },
      },
    ]);
  });

  it("is told with what else has changed of a row, which may move rules", () => {
    const [before, after] = [maker({ country: "CN" }), maker({ country: "US", stockDays: 5 })];
    expect(textsOf([before, link], [after, link])).toEqual([
      {
        text: "maker: country China to the United States, stockDays unknown to 5",
        ...{ contradicts: true, movesRules: true },
      },
    ]);
  });
});
