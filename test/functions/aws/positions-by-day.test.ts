import {
  CreateTableCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { dayKey, positionItem } from "../../../functions/aws/dynamo/position-item.ts";
import { createPositionRows, createPositionStore } from "../../../functions/aws/dynamo/position-store.ts";
import { ALL_DAYS, type Days } from "../../../functions/ports/supply.ts";
import { loadFolds } from "../../../functions/reading/load-folds.ts";
import { emptyFold } from "../../../shared/supply/fold.ts";
import { foldPositions } from "../../../shared/supply/fold-positions.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { addDays, later, windowEnding } from "../../../shared/values/day.ts";
import { embeddedDynamo, rowsOf } from "../../support/dynamo.ts";
import { positionOf } from "../../support/samples.ts";

const BEFORE = "positions-before";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  const key = (AttributeName: string, KeyType: "HASH" | "RANGE") => ({ AttributeName, KeyType });
  const typed = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
  await dynamo.client.send(
    new CreateTableCommand({
      TableName: BEFORE,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [key("sectorShard", "HASH"), key("positionId", "RANGE")],
      AttributeDefinitions: [typed("sectorShard"), typed("positionId")],
    }),
  );
});
afterAll(() => dynamo.close());

const tables = ["positions", BEFORE] as const;
let sectors = 0;

/** A sector of its own, with these positions in a table. */
async function sectorWith(table: string, positions: Position[]): Promise<string> {
  sectors += 1;
  const sector = `sector-${sectors}`;
  const own = positions.map((position) => ({ ...position, sector }));
  if (table === "positions") await createPositionRows(dynamo.client, table).put(own);
  else for (const one of own) await put(table, asWrittenBefore(one));
  return sector;
}

/** The item of a position as it was written before the index by day. */
function asWrittenBefore(position: Position): Item {
  const { illustrative: _, periodSource: __, day: ___, ...item } = positionItem(position);
  return item;
}

const put = (TableName: string, item: Item) =>
  dynamo.client.send(new PutItemCommand({ TableName, Item: item }));

const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays("2026-07-01", days));
const position = fc.record({
  positionId: fc.string({ minLength: 1, maxLength: 5 }).filter((id) => /^[a-z]+$/.test(id)),
  date: fc.option(day, { freq: 4 }),
  periodStart: fc.option(day),
  source: fc.constantFrom(null, "trade statistics", "illustrative", "Illustrative: an example"),
  exposure: fc.integer({ min: 0, max: 1000 }),
  program: fc.constantFrom(null, "IAD-12"),
});
const somePositions = fc
  .uniqueArray(position, { selector: ({ positionId }) => positionId, maxLength: 30 })
  .map((all) =>
    all.map((one) => positionOf({ ...one, periodStart: one.date === null ? null : one.periodStart })),
  );

describe.each(tables)("positions of the table %s", (table) => {
  const store = () => createPositionStore(dynamo.client, table);

  it("are read of the days that are asked for and of no others, and those without a day with the last", async () => {
    const someDays: fc.Arbitrary<Days> = fc.record({ after: fc.option(day), upTo: fc.option(day) });
    const property = fc.asyncProperty(somePositions, someDays, async (positions, days) => {
      fc.pre(days.after === null || days.upTo === null || days.after < days.upTo);
      const sector = await sectorWith(table, positions);
      const found = (await Promise.all(store().shards(sector, days).map(rowsOf))).flat();
      const wanted = positions.filter(({ date }) =>
        date === null
          ? days.upTo === null
          : (days.after ?? "") < date && (days.upTo === null || date <= days.upTo),
      );
      const facts = ({ date, exposure }: { date: string | null; exposure: number }) => `${date} ${exposure}`;
      expect(found.map(facts).sort()).toEqual(wanted.map(facts).sort());
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it("have the folds that all positions have, and the same newest date", async () => {
    const property = fc.asyncProperty(somePositions, async (positions) => {
      const sector = await sectorWith(table, positions);
      const windows = [windowEnding("2026-07-05", 20), windowEnding("2026-06-20", 5)];
      const folds = await loadFolds(store(), sector, windows);
      for (const [at, window] of windows.entries()) {
        const obvious = emptyFold();
        foldPositions(obvious, positions, window);
        expect(folds[at]).toEqual({ ...obvious, unreadableItems: [] });
      }
      const dated = positions.map(({ date }) => date).filter((date) => date !== null && date <= "2026-07-05");
      expect(await store().newestDate(sector, "2026-07-05")).toBe(dated.reduce(later, null));
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it("whose day cannot be read are counted in the days in which they stand, and named", async () => {
    const sector = await sectorWith(table, [positionOf({ positionId: "good", date: "2026-07-01" })]);
    const sectorShard = { S: `${sector}#04` };
    const wrong = { ...asWrittenBefore(positionOf({})), sectorShard, positionId: { S: "wrong" } };
    await put(table, {
      ...wrong,
      date: { S: "2026-07-99" },
      ...(table === BEFORE ? {} : { day: { S: "2026-07-99#1" } }),
    });
    const fold = (await loadFolds(store(), sector, [windowEnding("2026-07-31", 60)]))[0];
    expect(fold).toMatchObject({ positions: 1, unreadable: 1, newestDate: "2026-07-01" });
    expect(fold?.unreadableItems).toMatchObject([
      { key: `positions/${sector}#04/wrong`, problem: 'field "date": must be a day like 2026-07-31' },
    ]);
    expect(await store().newestDate(sector, "2026-08-31")).toBe("2026-07-01");
  });
});

describe("a recompute", () => {
  it("pays for the days of its window, and not for the years before", async () => {
    const ofYear = (year: number) =>
      Array.from({ length: 300 }, (_, at) =>
        positionOf({
          positionId: `${year}-${at}`,
          date: addDays(`${year}-01-01`, at),
          source: "x".repeat(600),
        }),
      );
    const [one, ten] = [
      await sectorWith("positions", ofYear(2026)),
      await sectorWith("positions", Array.from({ length: 10 }, (_, at) => ofYear(2017 + at)).flat()),
    ];
    const year = windowEnding("2026-12-31", 365);
    const units = [await unitsFor(one, year.after), await unitsFor(ten, year.after)];
    expect(units[0]).toBeGreaterThan(0);
    expect(units[1]).toBe(units[0]);
  });
});

/** The read units that the folds of a sector cost. */
async function unitsFor(sector: string, after: string): Promise<number> {
  let units = 0;
  const client = dynamo.createClient();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === "QueryCommand") {
        (args.input as QueryCommandInput).ReturnConsumedCapacity = "TOTAL";
      }
      const answer = await next(args);
      const { ConsumedCapacity } = answer.output as Awaited<ReturnType<typeof sendQuery>>;
      units += ConsumedCapacity?.CapacityUnits ?? 0;
      return answer;
    },
    { step: "initialize" },
  );
  const sendQuery = (query: QueryCommandInput) => client.send(new QueryCommand(query));
  const shards = createPositionStore(client, "positions").shards(sector, { after, upTo: null });
  for (const pages of shards) await rowsOf(pages);
  client.destroy();
  return units;
}

describe("a position that somebody changed by hand", () => {
  it.each([
    ["without a place in the index", undefined],
    ["in a wrong place of the index", { S: "2026-01-01#1" }],
  ])("so that it stands %s is written again by the next import of it", async (_name, day) => {
    const rows = createPositionRows(dynamo.client, "positions");
    const lost = positionOf({ sector: `placed-${day?.S ?? "never"}`.slice(0, 17), positionId: "P-1" });
    const { day: _, ...item } = positionItem(lost);
    await put("positions", day === undefined ? item : { ...item, day });
    expect(await rows.find([lost])).toEqual([null]);
    await rows.put([lost]);
    expect(await rows.find([lost])).toEqual([lost]);
    const shards = createPositionStore(dynamo.client, "positions").shards(lost.sector, ALL_DAYS);
    expect((await Promise.all(shards.map(rowsOf))).flat()).toHaveLength(1);
  });
});

describe("many positions of one shard and day", () => {
  it("are all read, since each has a place of its own", async () => {
    const ids = Array.from({ length: 4000 }, (_, at) => `P-${at}`);
    const places = new Set(ids.map((positionId) => dayKey({ positionId, date: null })));
    expect(places.size).toBe(ids.length);
  });
});
