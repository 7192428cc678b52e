import { describe, expect, it } from "vitest";
import { listNotes } from "../../../../shared/bulletin/sections/list-notes.ts";
import { remedySection } from "../../../../shared/bulletin/sections/remedy.ts";
import type { ListEntry } from "../../../../shared/policy/list-entry.ts";
import { listingsOf } from "../../../../shared/policy/listings.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
import { defaultWording } from "../../../../shared/policy/wording.ts";
import { assessed, entryOf, foldOf, policyOf, ruleOf, suppliersOf } from "../../../support/builders.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";

const rows = suppliersOf(
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN" }),
  supplierOf({ supplierId: "lg", name: "LG", country: "KR", inputs: "none" }),
  supplierOf({
    supplierId: "sdi",
    name: "SDI",
    country: "KR",
    parentId: "lg",
    parentStake: 0.9,
    inputs: "none",
  }),
);
const fold = foldOf([
  positionOf({ supplierId: "catl", originCountry: "CN", exposure: 70_00 }),
  positionOf({ supplierId: "lg", originCountry: "KR", exposure: 20_00 }),
  positionOf({ supplierId: "sdi", originCountry: "KR", exposure: 10_00 }),
]);
const listed = ruleOf({
  id: "listed",
  title: "From listed companies",
  measure: { kind: "share", of: { list: "1260h" } },
  above: { critical: 0 },
});
const throughChina = ruleOf({
  id: "china",
  measure: { kind: "look-through", of: { countries: ["CN"] } },
  above: { critical: 0.5 },
});
const lgFrom = (from: string, to: string | null = null) =>
  entryOf({ entity: "LG", names: [], country: "KR", from, to });

function found(entries: ListEntry[], ...rules: Rule[]) {
  const title = "Companies not to buy from";
  const restrictedLists = { lists: new Map([["1260h", { list: "1260h", title, source: "s" }]]), entries };
  const policy = { ...policyOf({ rules }), restrictedLists };
  return {
    policy,
    assessed: assessed({ fold, suppliers: rows, policy, listings: listingsOf(rows, restrictedLists) }),
  };
}

function remedyText(entries: ListEntry[], ...rules: Rule[]): string {
  const { policy, assessed } = found(entries, ...rules);
  return remedySection(assessed.observations, assessed, defaultWording, {
    first: [],
    notes: (move) => listNotes(move, assessed, policy),
  }).join("\n");
}

describe("who may take over", () => {
  it("is told with the day on which it comes on a list, also through its owner", () => {
    expect(remedyText([lgFrom("2027-01-01")], throughChina)).toContain(
      '  Note: LG and SDI come on the list "Companies not to buy from" on 1 Jan 2027.',
    );
  });

  it("is told with a list that a rule counts later", () => {
    const later = { ...listed, effectiveFrom: "2027-06-30" };
    expect(remedyText([lgFrom("2026-01-01")], throughChina, later)).toContain(
      'Note: LG and SDI are on the list "Companies not to buy from", which listed counts from 30 Jun 2027 on.',
    );
  });

  it("is told without a word where no list is about it", () => {
    expect(remedyText([lgFrom("2024-01-01", "2025-01-01")], throughChina)).not.toContain("Mind:");
  });
});
