import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createPositionStore } from "../../../functions/aws/dynamo/position-store.ts";
import { loadFolds } from "../../../functions/reading/load-folds.ts";
import { emptyFold, type Fold, mergeFolds, withUnreadable } from "../../../shared/supply/fold.ts";
import { foldPositions } from "../../../shared/supply/fold-positions.ts";
import { type Window, windowEnding } from "../../../shared/values/day.ts";
import { type Answers, answering } from "../../support/answering.ts";
import { YEAR } from "../../support/builders.ts";

// The same bodies, read from their bytes and by the SDK with an object for each item, must give the same folds.

const windows: Window[] = [
  { ...YEAR, tellsImports: true },
  { ...windowEnding("2026-06-01", 300), comparedWith: YEAR },
];

const text = (value: string) => JSON.stringify({ S: value });
const USUAL: Record<string, string[]> = {
  item: ["bess", "ups-lithium"].map(text),
  // Beginnings of each other, and of every length of a last word.
  supplierId: ["maker", "mak", "make", "makers", "maker-00", "Hersteller 漢😀", "ß", "x".repeat(300)].map(
    text,
  ),
  originCountry: ["CN", "JP"].map(text),
  program: ["IAD-12", "maker"].map(text),
  exposure: ["0", "17", "007", "100000000000000"].map((N) => JSON.stringify({ N })),
  day: [
    "2026-07-01#aB-_",
    "2026-07-01#aB-_a",
    "2026-07-02#aB-_",
    "2026-08-02#x",
    "undated#y",
    "2026-07-01#a#b",
  ].map(text),
  date: ["2026-07-01", "2026-06-30"].map(text),
  periodStart: ["2026-06-01", "2025-01-01"].map(text),
  periodSource: ["statistics", "illustrative: 漢", "Illustrativeé"].map(text),
  source: ["bill", "ILLUSTRATIVE", "illustrative_", "illustratively", "x".repeat(1001)].map(text),
  importId: ["i1", "i2", "i12", "i1a2", ""].map(text),
  illustrative: ['{"BOOL":true}'],
};
const ODD = [
  ...["1E3", "1e3", "9007199254740993", "-1", "+1", "1.5", "", "100000000000001", "1".repeat(40), " 1"].map(
    (N) => JSON.stringify({ N }),
  ),
  ...["", "2026-02-30", "2026-02-30#a", "2026-07-01", "#", "cn", "B ess", "a\u0007", "a\u007f"].map(text),
  ...['{"S":"be\\u0073s"}', '{"S":"a\\"b\\\\"}', '{"S":"\\ud800"}', '{ "S" : "bess" }', '{"S":"bess" }'],
  ...['{"NULL":true}', '{"BOOL":false}', '{"BOOL":true}', '{"S":"x","N":"1"}', '{"N":"1","S":"CN"}', "{}"],
  ...['{"M":{"a":{"S":"}],{"}}}', '{"L":[{"S":"x"},{"N":"1"}]}', '{"SS":["a","b"]}', '{"B":"AAEC"}'],
];
const NAMES = Object.keys(USUAL);

/** An attribute as it is written, mostly as usual. */
const attributeOf = (name: string) => {
  const value = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...((Object.hasOwn(USUAL, name) && USUAL[name]) || ODD)) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  );
  return value.map((written) => `"${name}":${written}`);
};
const kept = (name: string) =>
  fc.option(attributeOf(name), { freq: name === "item" || name === "exposure" ? 15 : 2, nil: "" });
const extra = fc.oneof(
  { weight: 6, arbitrary: fc.constant<string[]>([]) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...NAMES, "other", "__proto__", "it\\u0065m")
      .chain(attributeOf)
      .map((one) => [one]),
  },
);
const item = fc
  .tuple(fc.tuple(...NAMES.map(kept)), extra, fc.constantFrom(",", ",", ",", " ,\n"))
  .chain(([usual, more, comma]) => {
    const all = [...usual.filter((one) => one !== ""), ...more];
    const inOrder = fc.oneof(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
    return inOrder.map((attributes) => `{${attributes.join(comma)}}`);
  });

/** The parts of a body in an order that DynamoDB or another endpoint may write. */
const bodyOf = (items: string[], isLast: boolean, page: number) => {
  const next = isLast
    ? []
    : [`"LastEvaluatedKey":{"positionId":{"S":"${page + 1}"},"sectorShard":{"S":"a"}}`];
  const list = `"Items":[${items.join()}]`;
  const count = [`"Count":${items.length}`, `"ConsumedCapacity":{"Items":[1,"]"],"TableName":"\\"Items"}`];
  return fc.constantFrom([...count, list, ...next], [list, ...next, ...count], [...next, ...count, list]);
};
const shard = fc
  .array(fc.array(item, { maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .chain((pages) =>
    fc.tuple(
      ...pages.map((items, page) =>
        bodyOf(items, page === pages.length - 1, page).map((parts) => Buffer.from(`{${parts.join()}}`)),
      ),
    ),
  );
const sector = fc.array(shard, { minLength: 1, maxLength: 3 });

const wire: Answers = { pages: [], chunk: 1 };
const client = answering(wire);
afterAll(() => client.destroy());
const store = createPositionStore(client, "positions");

describe("positions that are read from bytes", () => {
  it("have the folds and the unreadable items that they have when the SDK reads them all", async () => {
    const property = fc.asyncProperty(sector, fc.constantFrom(7, 64, 10_000), async (pages, chunk) => {
      Object.assign(wire, { pages, chunk });
      expect(comparable(await loadFolds(store, "ai", windows))).toEqual(comparable(await obviousFolds()));
    });
    await fc.assert(property, { numRuns: 150, endOnFailure: true });
  });

  it("have them, or fail, also when any byte of a body is another one, is missing or is one too many", async () => {
    const bytes = fc.constantFrom(...Buffer.from('{}[]":,\\ \n0aSN\u0001é'));
    const harm = fc.tuple(fc.nat(), fc.constantFrom(0, 1), fc.array(bytes, { maxLength: 2 }));
    const property = fc.asyncProperty(shard, harm, async ([first, ...others], [place, gone, more]) => {
      const body = first ?? Buffer.alloc(0);
      const at = place % (body.length + 1);
      const harmed = Buffer.concat([body.subarray(0, at), Buffer.from(more), body.subarray(at + gone)]);
      Object.assign(wire, { pages: [[harmed, ...others]], chunk: 10_000 });
      expect(await outcomeOf(() => loadFolds(store, "ai", windows))).toEqual(await outcomeOf(obviousFolds));
    });
    await fc.assert(property, { numRuns: 200, endOnFailure: true });
  });

  it.each(NAMES)(
    "fail as they do there when the text of %s has a byte that JSON does not allow",
    async (name) => {
      const all: Record<string, string> = {
        item: text("bess"),
        exposure: '{"N":"5"}',
        day: text("2026-07-01#a"),
      };
      const written = text("2026-07-01#a-value");
      const outcomes = Array.from({ length: written.length - 8 }, async (_, place) => {
        const harmed = `${written.slice(0, 7 + place)}\n${written.slice(7 + place)}`;
        const parts = Object.entries({ ...all, [name]: harmed }).map(([one, value]) => `"${one}":${value}`);
        const body = Buffer.from(`{"Items":[{${parts.join()}}],"Count":1}`);
        const harmedOnly = answering({ pages: [[body]], chunk: 50 });
        const outcome = await outcomeOf(() =>
          loadFolds(createPositionStore(harmedOnly, "positions"), "ai", [YEAR]),
        );
        harmedOnly.destroy();
        return outcome;
      });
      expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["it fails"]));
    },
  );

  it("are taken from the bytes when they are written as usual, and left to the SDK otherwise", async () => {
    const usual = '{"item":{"S":"bess"},"exposure":{"N":"5"},"day":{"S":"2026-07-01#a"}}';
    const odd = '{"exposure":{"N":"5E0"},"item":{"S":"bess"},"day":{"S":"2026-07-01#a"}}';
    Object.assign(wire, { pages: [[Buffer.from(`{"Items":[${usual},${odd},${usual}]}`)]], chunk: 50 });
    const walked: number[] = [];
    const counted = answering(wire, (items) => walked.push(items));
    const [fold] = await loadFolds(createPositionStore(counted, "positions"), "ai", [YEAR]);
    counted.destroy();
    expect(fold).toMatchObject({ positions: 3, exposure: 15, unreadable: 0 });
    expect(Math.max(...walked)).toBe(1);
  });
});

/** What there is to compare of a failure: that there is one. */
async function outcomeOf(work: () => Promise<Fold[]>): Promise<Fold[] | string> {
  return await work().then(comparable, () => "it fails");
}

/** These items have no key: which problem stands for all of them is left open. */
function comparable(folds: Fold[]): Fold[] {
  return folds.map((fold) => ({
    ...fold,
    unreadableItems: fold.unreadableItems.map(({ key }) => ({ key, problem: "" })),
  }));
}

/** The slow, obvious way: the SDK makes an object of each item, and each row is folded by itself. */
async function obviousFolds(): Promise<Fold[]> {
  const after = windowEnding("2026-06-01", 300).after;
  const days = { after: after < YEAR.after ? after : YEAR.after, upTo: null };
  const shards = await Promise.all(
    store.shards("ai", days).map(async (pages) => {
      let folds = windows.map(() => emptyFold());
      for await (const { rows, unreadable } of pages) {
        for (const [at, window] of windows.entries()) foldPositions(folds[at] ?? emptyFold(), rows, window);
        folds = folds.map((fold) => withUnreadable(fold, unreadable));
      }
      return folds;
    }),
  );
  const merged = windows.map((_, at) =>
    shards.map((folds) => folds[at] ?? emptyFold()).reduce(mergeFolds, emptyFold()),
  );
  if (merged.every(({ newestDate }) => newestDate !== null)) return merged;
  const older = await store.newestDate("ai", days.after);
  return merged.map((fold) => ({ ...fold, newestDate: fold.newestDate ?? older }));
}
