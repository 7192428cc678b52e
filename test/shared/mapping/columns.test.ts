import { describe, expect, it } from "vitest";
import { missingIn } from "../../../shared/mapping/columns.ts";

describe("what is said of columns that are missing", () => {
  it.each<[string, string[], string[], string]>([
    ["what was likely meant", ["PO", "Vendr"], ["PO", "Vendor"], '"Vendr" stands there'],
    ["the other columns", ["PO", "Net"], ["PO", "Vendor"], 'its other columns are "Net"'],
    ["all columns, when none is known", ["Net", "Day"], ["Vendor"], 'its columns are "Net", "Day"'],
    [
      "that there are no others",
      ["PO", "Net"],
      ["PO", "Net", "Curr."],
      'it has no other columns than "PO", "Net"',
    ],
    ["that there are none at all", ["", ""], ["Vendor"], "it has no columns"],
  ])("tells %s", (_, header, columns, told) => {
    expect(missingIn(header, columns).split(" of the mapping: ")).toEqual([expect.any(String), told]);
  });
});
