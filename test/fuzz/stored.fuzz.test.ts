import { gzipSync } from "node:zlib";
import type { AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createAssessmentReader, headKey } from "../../functions/aws/dynamo/assessment-reader.ts";
import type { Item } from "../../functions/aws/dynamo/attributes.ts";
import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import { createHistory, historyItem } from "../../functions/aws/dynamo/history-store.ts";
import { ledgerItem } from "../../functions/aws/dynamo/ledger-item.ts";
import { createLedgerReader } from "../../functions/aws/dynamo/ledger-store.ts";
import { createLinkStore } from "../../functions/aws/dynamo/link-store.ts";
import { createPositionRows, createPositionStore } from "../../functions/aws/dynamo/position-store.ts";
import { createRefusalStore, refusalKey } from "../../functions/aws/dynamo/refusal-store.ts";
import { createSupplierStore } from "../../functions/aws/dynamo/supplier-store.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import type { Page } from "../../functions/ports/supply.ts";
import { ALL_DAYS } from "../../functions/ports/supply.ts";
import { recordSchema } from "../../shared/alerts/history.ts";
import { summaryForm } from "../../shared/assessment/form.ts";
import { summarize } from "../../shared/assessment/summary.ts";
import { refusalSchema } from "../../shared/imports/refusal.ts";
import { emptyLedger, ledgerSchema } from "../../shared/recompute/ledger.ts";
import { linkSchema } from "../../shared/supply/link.ts";
import { positionSchema } from "../../shared/supply/position.ts";
import { supplierSchema } from "../../shared/supply/supplier.ts";
import { shortKey } from "../../shared/text/unreadable.ts";
import { watchForm } from "../../shared/watchdog/watch.ts";
import { splitWatch } from "../../shared/watchdog/watch-notes.ts";
import { alertOf, assessed, refusalOf } from "../support/builders.ts";
import { cases } from "../support/cases.ts";
import { CASES, expectSentence, hostileJson, hostileText, mutated } from "../support/hostile.ts";

/** A table that answers one item to whoever asks. */
const answer: { item: Item } = { item: {} };
const client: DynamoDBClient = createDynamoClient();
client.middlewareStack.add(
  () => async () =>
    ({ response: {}, output: { Item: answer.item, Items: [answer.item], $metadata: {} } }) as never,
  { step: "initialize" },
);

const attribute: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    hostileText.map((S): AttributeValue => ({ S })),
    fc
      .oneof(fc.integer().map(String), fc.constantFrom("1e400", "-1", "0.5", "9007199254740993", "1E-320"))
      .map((N): AttributeValue => ({ N })),
    fc.uint8Array({ maxLength: 20 }).map((B): AttributeValue => ({ B })),
    fc.constantFrom<AttributeValue>({ NULL: true }, { BOOL: false }, { SS: ["a"] }, { NS: ["1"] }),
    fc.array(tie("value"), { maxLength: 3 }).map((L): AttributeValue => ({ L })),
    fc.dictionary(hostileText, tie("value"), { maxKeys: 2 }).map((M): AttributeValue => ({ M })),
  ),
})).value;

/** A valid item with up to three attributes that are something else, or gone. */
function items(valid: Item): fc.Arbitrary<Item> {
  const change = fc.tuple(
    fc.constantFrom(...Object.keys(valid)),
    fc.oneof(attribute, attribute, fc.constant(undefined)),
  );
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const all = Object.entries({ ...valid, ...Object.fromEntries(changes) });
    return Object.fromEntries(
      all.filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined),
    );
  });
}

const position: Item = {
  sectorShard: { S: "ai#01" },
  positionId: { S: "P-1" },
  sector: { S: "ai" },
  supplierId: { S: "maker" },
  item: { S: "bess" },
  originCountry: { S: "CN" },
  exposure: { N: "100" },
  date: { S: "2026-07-31" },
  periodStart: { S: "2026-07-01" },
  program: { S: "IAD-12" },
  source: { S: "a test" },
};
const supplier: Item = {
  supplierId: { S: "maker" },
  name: { S: "Maker KK" },
  country: { S: "JP" },
  parentId: { S: "parent" },
  parentStake: { N: "0.5" },
  lists: { L: [{ S: "ndaa-154" }] },
};
const link: Item = {
  supplierId: { S: "maker" },
  input: { S: "cells" },
  upstreamId: { S: "other" },
  share: { N: "0.5" },
  source: { S: "a filing" },
};
const foldedSchema = positionSchema
  .omit({ positionId: true, sector: true })
  .extend({ importId: z.string().nullable() });

describe("whatever is stored as a row, it is a valid one or counted as unreadable:", () => {
  it.each<
    [string, Item, { safeParse(row: unknown): { success: boolean } }, () => AsyncIterable<Page<unknown>>]
  >([
    [
      "a position, as it is folded",
      position,
      foldedSchema,
      () => firstOf(createPositionStore(client, "t").shards("ai", ALL_DAYS)),
    ],
    ["a position", position, positionSchema, () => createPositionRows(client, "t").pagesOf("ai")],
    ["a supplier", supplier, supplierSchema, () => createSupplierStore(client, "t").pages()],
    ["a link", link, linkSchema, () => createLinkStore(client, "t").pages()],
  ])("%s", async (_name, valid, schema, pages) => {
    answer.item = valid;
    expect((await firstPage(pages())).rows).toHaveLength(1);
    const edge = fc.asyncProperty(items(valid), async (item) => {
      answer.item = item;
      const { rows, unreadable } = await firstPage(pages());
      expect(rows.length + unreadable.count).toBe(1);
      expect(unreadable.first).toHaveLength(unreadable.count);
      for (const item of unreadable.first) expectSentence(`${shortKey(item)} ${item.problem}`);
      for (const row of rows) if (!schema.safeParse(row).success) expect.fail(JSON.stringify(row));
    });
    await fc.assert(edge, cases(CASES / 4));
  });
});

async function firstPage(pages: AsyncIterable<Page<unknown>>): Promise<Page<unknown>> {
  for await (const page of pages) return page;
  throw new Error("no page");
}

function firstOf<Pages>([first]: Pages[]): Pages {
  if (first === undefined) throw new Error("no shard");
  return first;
}

const record = {
  asOf: "2026-07-31",
  at: "2026-07-31T06:00:00.000Z",
  rule: "china-origin",
  group: null,
  event: "raised",
  level: "warning",
  observed: { lower: 0.3, upper: null },
  limit: 0.25,
  reason: "crossed a limit",
  published: true,
  silence: null,
  by: null,
};
const ledger = {
  ...emptyLedger("ai"),
  version: 3,
  lastAssessment: { id: "a", asOf: "2026-07-31" },
  alerts: [alertOf()],
  outbox: [{ version: 2, bulletin: null, records: [record], decidedAt: record.at, claimedUntil: record.at }],
};
const problem = { key: "k", look: "l", text: "t", since: record.at, toldAt: null };

/** Bytes that should be compressed JSON: of something else, cut, changed, or no gzip at all. */
function bodies(valid: unknown): fc.Arbitrary<Uint8Array> {
  const packed = fc
    .oneof(mutated(fc.constant(valid)), hostileJson)
    .map((value) => gzipSync(JSON.stringify(value) ?? ""));
  const at = fc.nat({ max: 400 });
  return fc.oneof(
    { weight: 3, arbitrary: packed },
    { weight: 1, arbitrary: fc.tuple(packed, at).map(([bytes, end]) => bytes.subarray(0, end)) },
    {
      weight: 1,
      arbitrary: fc.tuple(packed, at, fc.nat({ max: 255 })).map(([bytes, place, byte]) => {
        const copy = Uint8Array.from(bytes);
        copy[place % copy.length] = byte;
        return copy;
      }),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 1, arbitrary: hostileText.map((text) => gzipSync(text)) },
  );
}

describe("whatever is stored in one piece, it is valid or one clear error:", () => {
  it.each<[string, fc.Arbitrary<Item>, (value: unknown) => boolean, () => Promise<unknown>, RegExp]>([
    [
      "a ledger",
      bodies(ledger).map((B): Item => ({ ...ledgerItem(emptyLedger("ai"), "w"), body: { B } })),
      (value) => ledgerSchema.safeParse(value).success,
      () => createLedgerReader(client, "t").load("ai"),
      /^the stored ledger of ai cannot be read: .* \(item ledgers\/ai\); .*docs\/operate.md/,
    ],
    [
      "what the watchdog remembers",
      fc
        .oneof(
          mutated(fc.constant({ version: 1, problems: [problem] })).map(
            (value) => JSON.stringify(value) ?? "",
          ),
          hostileText,
        )
        .map((S): Item => ({ version: { N: "1" }, watch: { S } })),
      (value) => watchForm.schema.safeParse(value).success,
      async () => splitWatch((await createWatchStore(client, "t").load()).watch).watch,
      /^what it remembers cannot be read: ./,
    ],
  ])("%s", async (_name, stored, isValid, load, clear) => {
    const edge = fc.asyncProperty(
      fc.oneof(
        { weight: 8, arbitrary: stored },
        { weight: 1, arbitrary: items({ body: { S: "" }, records: { S: "" } }) },
      ),
      async (item) => {
        answer.item = item;
        const loaded = await load().catch((error: unknown) => error);
        if (!(loaded instanceof Error)) {
          expect(isValid(loaded)).toBe(true);
          return;
        }
        expect(loaded.message).toMatch(clear);
        expectSentence(loaded.message, 500);
      },
    );
    await fc.assert(edge, cases(CASES / 3));
  });
});

describe("whatever is stored of what only tells of the past, it is valid, or named and left out:", () => {
  it.each<[string, fc.Arbitrary<Item>, (row: unknown) => boolean, () => Promise<Page<unknown>>]>([
    [
      "a history",
      bodies([record]).map((B): Item => ({ ...historyItem("ai", 1, [], null), records: { B } })),
      (row) => recordSchema.safeParse(row).success,
      () => createHistory(client, "t").read("ai"),
    ],
    [
      "what was refused",
      fc
        .oneof(
          mutated(fc.constant(refusalOf())).map((value) => JSON.stringify(value) ?? ""),
          hostileText,
        )
        .map((S): Item => ({ ...refusalKey(refusalOf()), refusal: { S } })),
      (row) => refusalSchema.safeParse(row).success,
      () => createRefusalStore(client, "t").of("ai"),
    ],
    [
      "a summary",
      bodies(summarize(assessed({}).assessment, new Date(0))).map(
        (B): Item => ({ ...headKey(assessed({}).assessment), parts: { N: "1" }, summary: { B } }),
      ),
      (row) => summaryForm.schema.safeParse(row).success,
      () => createAssessmentReader(client, "t").recent("ai", "2026-07-31", 1),
    ],
  ])("%s", async (_name, stored, isValid, load) => {
    const edge = fc.asyncProperty(stored, async (item) => {
      answer.item = item;
      const { rows, unreadable } = await load();
      for (const row of rows) expect(isValid(row)).toBe(true);
      if (unreadable.count === 0) return;
      expect(rows).toEqual([]);
      for (const item of unreadable.first) expectSentence(`${shortKey(item)} ${item.problem}`);
    });
    await fc.assert(edge, cases(CASES / 3));
  });
});
