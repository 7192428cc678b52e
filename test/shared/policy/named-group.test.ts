import { describe, expect, it } from "vitest";
import { groupHint, groupsNamed, severalNamed, titleWithCode } from "../../../shared/policy/named-group.ts";

const titles = new Map([
  ["850760", "lithium-ion cells"],
  ["bess", "storage of 1 kWh or more"],
]);
const codes = ["850760", "bess", "ups"];

describe("an item or program is meant by", () => {
  it.each([
    ["its code", "bess", ["bess"]],
    ["its code in capitals", "UPS", ["ups"]],
    ["its title", "lithium-ion cells", ["850760"]],
    ["its title in other capitals and spaces", " Lithium-Ion  cells", ["850760"]],
    ["nothing else", "cells", []],
  ])("%s", (_by, name, meant) => {
    expect(groupsNamed(name, codes, titles)).toEqual(meant);
  });

  it("its code before the title of another one", () => {
    expect(groupsNamed("ups", codes, new Map([["850760", "ups"]]))).toEqual(["ups"]);
  });

  it("a name that several have only as one of them", () => {
    const both = groupsNamed("ALPHA", ["Alpha", "alpha"], new Map());
    expect(both).toEqual(["Alpha", "alpha"]);
    expect(severalNamed("ALPHA", both)).toBe(
      '"ALPHA" is Alpha or alpha: write one of them as it stands here',
    );
  });
});

describe("for a name that none has", () => {
  it.each([
    ["the nearest code is told with its title", "85076", "nearest: 850760 (lithium-ion cells)"],
    ["the nearest title is told with its code", "lithium ion cell", "nearest: 850760 (lithium-ion cells)"],
    ["an item without a title is told by its code", "upss", "nearest: ups"],
    [
      "the first ones are told where none is near",
      "radio",
      "they are 850760 (lithium-ion cells), bess (storage of 1 kWh or more), ups",
    ],
  ])("%s", (_what, name, hint) => {
    expect(groupHint(name, codes, titles)).toBe(hint);
  });
});

it("an item has its code behind its title, and only once where it has none", () => {
  expect(codes.map((code) => titleWithCode(code, titles))).toEqual([
    "lithium-ion cells (850760)",
    "storage of 1 kWh or more (bess)",
    "ups",
  ]);
});
