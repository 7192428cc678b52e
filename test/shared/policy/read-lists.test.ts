import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { fromOlder, listDocumentSchema } from "../../../shared/policy/list-document.ts";
import { readLists } from "../../../shared/policy/read-lists.ts";
import { shippedLists } from "../../../shared/policy/restricted-lists.ts";

const LIST = { list: "ours", title: "Our own list", source: "The board, 2026-01-05" };
const ENTRY = {
  list: "ours",
  entity: "Maker, Limited",
  from: "2026-01-05",
  status: "listed",
  source: "Minutes",
};

const documentOf = (entry: object = {}, others: object[] = []) => ({
  schemaVersion: 1,
  lists: [LIST],
  entries: [{ ...ENTRY, ...entry }, ...others],
});

function problemOf(document: unknown): string {
  const read = readLists(document);
  return "problem" in read ? read.problem : "nothing is wrong";
}

const FIRST = 'entry 1 ("Maker, Limited" on "ours")';

describe("restricted lists", () => {
  it("are read, and what is left out has a default", () => {
    expect(readLists(documentOf())).toEqual({
      schemaVersion: 1,
      lists: [LIST],
      entries: [{ ...ENTRY, names: [], country: null, suppliers: [], to: null }],
    });
  });

  it.each([
    [
      "another status",
      { status: "delisted" },
      `${FIRST}: field "status" is "delisted": must be one of listed, removed, enjoined; nearest: listed`,
    ],
    [
      "a status far from any",
      { status: 7 },
      `${FIRST}: field "status" is 7: must be one of listed, removed, enjoined`,
    ],
    [
      "a field that is misspelt",
      { form: "2026-01-05" },
      `${FIRST}: field "form" is not known; nearest: from`,
    ],
    [
      "a day of another form",
      { from: "05.01.2026" },
      `${FIRST}: field "from" is "05.01.2026": must be a day like 2026-07-31`,
    ],
    ["no first day", { from: undefined }, `${FIRST}: field "from" is missing: must be a day like 2026-07-31`],
    [
      "an end before its beginning",
      { to: "2026-01-05" },
      `${FIRST}: field "to" is "2026-01-05": must be after "from", 2026-01-05: it is the first day on which the listing no longer holds`,
    ],
    [
      "a removal without a day",
      { status: "removed" },
      `${FIRST}: field "to": must be the day on which the listing was removed`,
    ],
    [
      "an injunction without a day",
      { status: "enjoined", to: null },
      `${FIRST}: field "to" is null: must be the day on which the listing was enjoined`,
    ],
    [
      "no country",
      { country: "UK" },
      `${FIRST}: field "country": "UK" is no country of ISO 3166-1; nearest: GB (United Kingdom)`,
    ],
    ["an empty name", { names: ["MKR", " "] }, `${FIRST}: field "names.1" is " ": must not be empty`],
    ["no source", { source: "" }, `${FIRST}: field "source" is "": must not be empty`],
    [
      "a list that the file has not",
      { list: "our" },
      'entry 1 ("Maker, Limited" on "our"): field "list": "our" is not among "lists"; nearest: ours',
    ],
    ["no entity", { entity: 3 }, 'entry 1 ("ours"): field "entity" is 3: must be a text, not a number'],
  ])("with %s are refused in one sentence", (_what, entry, problem) => {
    expect(problemOf(documentOf(entry))).toBe(problem);
  });

  it("refuse two periods of one company that meet, and take those that only touch", () => {
    const ended = { to: "2026-03-01", status: "removed" };
    expect(problemOf(documentOf(ended, [{ ...ENTRY, from: "2026-03-01" }]))).toBe("nothing is wrong");
    expect(problemOf(documentOf(ended, [{ ...ENTRY, from: "2026-02-28" }]))).toBe(
      'entry 2 ("Maker, Limited" on "ours"): field "from" is "2026-02-28": begins within another period of the same company, from 2026-01-05 to 2026-03-01: end that one first',
    );
  });

  it.each([
    [{ ...documentOf(), lists: [LIST, LIST] }, 'list 2 ("ours"): field "list": "ours" is used twice'],
    [{ ...documentOf(), entries: undefined }, 'field "entries" is missing: must be a list'],
    [{ ...documentOf(), entrys: [] }, 'field "entrys" is not known; nearest: entries'],
    [{ ...documentOf(), schemaVersion: 2 }, 'field "schemaVersion" is 2: this version of Chokepoint reads 1'],
    ["text", "must be an object, not a text"],
    [null, "must be an object, not null"],
  ])("refuse a document as a whole: %#", (document, problem) => {
    expect(problemOf(document)).toBe(problem);
  });

  it("answer any JSON in one sentence", () => {
    const near = fc.record({ schemaVersion: fc.constant(1), lists: fc.jsonValue(), entries: fc.jsonValue() });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), near), (document) => {
        const read = readLists(document);
        if ("problem" in read) expect(read.problem).toMatch(/^\S[^\n]*\S$/);
        else expect(listDocumentSchema.safeParse(read).success).toBe(true);
      }),
    );
  });
});

describe("the older form of restricted lists", () => {
  const company = { name: "Maker, Limited", aliases: ["MKR"], country: "CN", since: "2026-01-05" };
  const older = [{ id: "ours", title: "Our own list", source: "The board", entities: [company] }];

  it("is read: each company is listed from its day on", () => {
    const entry = { list: "ours", entity: "Maker, Limited", names: ["MKR"], country: "CN", suppliers: [] };
    expect(readLists(older)).toEqual({
      schemaVersion: 1,
      lists: [{ list: "ours", title: "Our own list", source: "The board" }],
      entries: [{ ...entry, from: "2026-01-05", to: null, status: "listed", source: "The board" }],
    });
  });

  it("is refused in one sentence when it is wrong", () => {
    const wrong = [{ ...older[0], entities: [{ ...company, since: "soon" }] }];
    expect(problemOf(wrong)).toBe('field "0.entities.0.since" is "soon": must be a day like 2026-07-31');
    expect(fromOlder([])).toEqual({ schemaVersion: 1, lists: [], entries: [] });
  });
});

describe("the shipped restricted lists", () => {
  const file = new URL("../../../policies/restricted-lists.json", import.meta.url);

  it("have the published JSON schema", async () => {
    const schema = z.toJSONSchema(listDocumentSchema, { io: "input" });
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../policies/restricted-lists.schema.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      $schema: "./restricted-lists.schema.json",
    });
  });

  it("say when listings ended, and how", () => {
    const ended = shippedLists.entries.filter(({ to }) => to !== null);
    expect(ended.map(({ entity, to, status }) => [entity, to, status])).toEqual([
      ["YMTC", "2026-02-17", "removed"],
      ["CXMT", "2026-02-17", "removed"],
      ["WuXi AppTec", "2026-08-07", "enjoined"],
    ]);
  });
});
