import { describe, expect, it } from "vitest";
import type { ListDocument } from "../../../shared/policy/list-document.ts";
import { addEntry, endEntry } from "../../../shared/policy/list-edit.ts";
import { withShipped } from "../../../shared/policy/own-lists.ts";
import { isBroken, listsIn } from "../../../shared/policy/policies.ts";
import { readPolicies } from "../../../shared/policy/read-policies.ts";
import { shippedLists } from "../../../shared/policy/restricted-lists.ts";
import { assessed, entryOf, policyOf, ruleOf } from "../../support/builders.ts";

const listed = policyOf({
  rules: [ruleOf({ measure: { kind: "share", of: { list: "ours" } }, above: { critical: 0 } })],
});
const free = policyOf({ sector: "rail" });
const files = [listed, free].map((policy) => ({
  file: `${policy.sector}.json`,
  text: JSON.stringify(policy),
}));
const OURS = { list: "ours", title: "Our own list", source: "The board" };
const own = (entries: object[], lists: object[] = [OURS]) => ({
  file: "restricted-lists.json",
  text: JSON.stringify({ schemaVersion: 1, lists, entries }),
});
const problemIn = (...given: Parameters<typeof readPolicies>) =>
  [...readPolicies(...given).values()].map((policy) => (isBroken(policy) ? policy.problem : null));

describe("a folder with restricted lists of its own", () => {
  it("knows its lists and those that ship", () => {
    const policies = readPolicies(files, own([entryOf({ list: "ours" }), entryOf()]));
    expect([...listsIn(policies).lists.keys()]).toEqual(["ndaa-154", "1260h", "fcc-covered", "ours"]);
    expect(listsIn(policies).entries).toHaveLength(shippedLists.entries.length + 2);
    expect(listsIn(readPolicies(files.slice(1)))).toBe(shippedLists);
  });

  it.each<[string, Parameters<typeof own> | null, string]>([
    [
      "no such file",
      null,
      'ai.json: rule "china-origin": field "measure.of.list": "ours" is no restricted list; they are ndaa-154, 1260h, fcc-covered',
    ],
    [
      "a file without the list",
      [[], []],
      'ai.json: rule "china-origin": field "measure.of.list": "ours" is no restricted list; they are ndaa-154, 1260h, fcc-covered',
    ],
    [
      "a wrong entry",
      [[{ ...entryOf(), status: "of" }]],
      'restricted-lists.json: entry 1 ("Maker Co., Limited" on "1260h"): field "status" is "of": must be one of listed, removed, enjoined',
    ],
    [
      "an entry on no list",
      [[entryOf({ list: "our" })]],
      'restricted-lists.json: entry 1 ("Maker Co., Limited" on "our"): field "list": "our" is not among "lists"; nearest: ours',
    ],
  ])("with %s breaks the sectors that name the list, and no other", (_what, given, problem) => {
    expect(problemIn(files, given === null ? null : own(...given))).toEqual([problem, null]);
  });

  it("that cannot be read breaks the sectors that name a list, and no other", () => {
    const file = "restricted-lists.json";
    expect(problemIn(files, { file, problem: "cannot be read (EISDIR)" })).toEqual([
      `${file}: cannot be read (EISDIR)`,
      null,
    ]);
    expect(problemIn(files, { file, text: "{" })[0]).toMatch(/^restricted-lists\.json: is not JSON: /);
  });

  it("replaces a shipped entry of the same list, company and first day", () => {
    const byd = shippedLists.entries.find(({ list, entity }) => list === "1260h" && entity.startsWith("BYD"));
    if (byd === undefined) throw new Error("BYD is not on the shipped list");
    const ended = { ...byd, to: "2026-09-01", status: "removed" as const };
    const { entries } = withShipped({ lists: [], entries: [ended] });
    expect(entries).toHaveLength(shippedLists.entries.length);
    expect(entries).toContainEqual(ended);
    expect(entries).not.toContainEqual(byd);
  });

  it("has the policy hash of the policy as it is written", () => {
    const hashOf = (policy: typeof listed) => assessed({ policy }).assessment.policyHash;
    expect(hashOf({ ...listed, restrictedLists: shippedLists })).toBe(hashOf(listed));
  });
});

describe("an edit of one's own lists", () => {
  const EMPTY: ListDocument = { schemaVersion: 1, lists: [], entries: [] };
  const maker = { list: "ours", entity: "Maker", from: "2026-01-05", source: "Minutes" };
  const added = addEntry(EMPTY, { ...maker, title: "Our own list" });
  const before = "document" in added ? added.document : EMPTY;
  const end = {
    list: "ours",
    entity: "maker",
    to: "2026-03-01",
    status: "enjoined" as const,
    source: "A court",
  };

  it("adds a company, and the list when its title is given", () => {
    expect(added).toMatchObject({
      document: { lists: [{ list: "ours", title: "Our own list", source: "Minutes" }] },
      entry: { ...maker, names: [], to: null, status: "listed" },
    });
  });

  it("ends a listing by any name of it, and leaves no second entry", () => {
    expect(endEntry(before, end)).toMatchObject({
      document: { entries: [{ ...maker, to: "2026-03-01", status: "enjoined", source: "Minutes; A court" }] },
    });
    const shippedToo = endEntry(EMPTY, { ...end, list: "1260h", entity: "BYD", to: "2026-09-01" });
    expect(shippedToo).toMatchObject({
      document: { entries: [{ entity: "BYD Company, Limited", from: "2026-06-08" }] },
    });
  });

  it.each([
    [
      "a list that is not there",
      addEntry(EMPTY, maker),
      '"ours" is no restricted list; they are ndaa-154, 1260h, fcc-covered; or say --title to make it',
    ],
    [
      "a company that is on it",
      addEntry(before, { ...maker, from: "2026-02-01" }),
      '"Maker" is on ours from 2026-01-05: end that first',
    ],
    [
      "a wrong country",
      addEntry(before, { ...maker, entity: "B", country: "UK" }),
      'entry 2 ("B" on "ours"): field "country": "UK" is no country of ISO 3166-1; nearest: GB (United Kingdom)',
    ],
    [
      "the end of a company that is not on it",
      endEntry(before, { ...end, entity: "Mker" }),
      '"Mker" is not on ours; nearest: "Maker"',
    ],
    [
      "the end on a list that is not there",
      endEntry(before, { ...end, list: "our" }),
      '"our" is no restricted list; nearest: ours',
    ],
    [
      "an end before the beginning",
      endEntry(before, { ...end, to: "2026-01-05" }),
      '"maker" is not on ours before 2026-01-05 without an end: see lists show ours',
    ],
  ])("is refused: %s", (_what, edit, problem) => {
    expect(edit).toEqual({ problem });
  });
});
