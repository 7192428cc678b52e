import { expect, it } from "vitest";
import { nearestHint } from "../../../shared/values/nearest-hint.ts";

it.each<[what: string, name: string, candidates: string[], hint: string]>([
  ["the nearest name", "bes", ["bess", "ups-lithium"], "nearest: bess"],
  ["all names where none is near", "moon", ["bess", "ups-lithium"], "they are bess, ups-lithium"],
  ["the first names where there are many", "moon", [..."abcdefg"], "they are a, b, c, d, e and 2 more"],
  ["that there is none", "moon", [], "there is none"],
])("a sentence about a name that nothing has ends with %s", (_, name, candidates, hint) => {
  expect(nearestHint(name, candidates)).toBe(hint);
});
