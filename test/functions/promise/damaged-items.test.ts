import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { itemKey } from "../../../functions/aws/dynamo/item-key.ts";
import {
  createUnreadableItems,
  type FoundUnreadable,
} from "../../../functions/aws/dynamo/unreadable-items.ts";
import { createWatchStore } from "../../../functions/aws/dynamo/watch-store.ts";
import type { Bulletin } from "../../../shared/bulletin/bulletin.ts";
import { type TableName, tables } from "../../../shared/contract/tables.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { aShareOf, isFull } from "../../support/cases.ts";
import { type DamagedWorld, damagedWorld, type Snapshot } from "../../support/damaged-world.ts";
import { type Damage, damages, harmless, type Thing, things } from "../../support/damages.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let client: DynamoDBClient;
let world: DamagedWorld;
let undamaged: Snapshot;
const sector = "ai";
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  client = dynamo.client;
  world = damagedWorld(client);
  await world.prepare(sector);
  undamaged = await world.snapshot();
});
beforeEach(() => world.restore(undamaged));
afterAll(() => dynamo.close());

/** One of the stored things of a sector with an alert open and a bulletin pending, whole. */
async function wholeOf(thing: Thing): Promise<Item> {
  if (thing === things["what was refused of the sector"]) await world.remember(sector);
  if (thing === things["what was refused of every sector"]) await world.remember(null);
  if (thing === things["the watchdog's memory"]) await world.watch();
  if (thing === things["that an import is under way"]) await world.mark(sector);
  if (thing === things["what an import changed"]) await world.bringIn(sector);
  const whole = (await world.items(thing.table)).find((item) => thing.is(item, sector));
  if (whole === undefined) throw new Error("nothing to damage");
  return whole;
}

/** Each kind of thing with each of these that can happen to it. */
function rowsOf(all: Damage[]) {
  return Object.entries<Thing>(things).flatMap(([name, thing]) =>
    all
      .filter(({ of }) => of.includes(thing.form))
      .map((damage) => [name, damage.name, thing, damage] as const),
  );
}

describe("something stored that cannot be read, with an alert open and a bulletin pending", () => {
  const rows = rowsOf(damages);

  it.each(aShareOf(rows, 2))("%s: %s", async (_name, damage, thing, { make }) => {
    const whole = await wholeOf(thing);
    await world.put(thing.table, make(whole, thing));
    await check(thing, itemKey(thing.table, whole), whole);
    // Whatever is wrong with it, it is removed in the same way: a push removes two of each.
    const isRemoved = thing.effect !== "stops its sector" && (isFull || REMOVED.has(damage));
    if (isRemoved) await checkList(thing, itemKey(thing.table, whole));
  });

  it("is one of each kind in each table", () => {
    expect(rows).toHaveLength(4 * 4 + 3 * 9 + 8 + 7 + 7 + 4 * 6);
    expect(new Set(rows.map(([, , { table }]) => table))).toEqual(new Set(Object.keys(tables)));
  });
});

async function check(thing: Thing, key: string, whole: Item): Promise<void> {
  if (thing.effect === "stops its sector") {
    await checkStopped(thing, key, whole);
    return;
  }
  const before = world.published.length;
  const { results, failure } = await world.run(22, [sector]);
  const told = toldOf(before);
  expect(failure).toBeNull();
  expect(told.map(wordsOf)).toEqual(["worsened china", "raised korea"]);
  const [result] = results;
  const { assessment, problems = [] } = result ?? { assessment: undefined };
  const text = flat(told[1]?.text ?? "");
  if (thing.effect === "counted") {
    expect(assessment).toMatchObject({ incomplete: true, unreadable: 1, unreadableItems: [{ key }] });
    // A long key is cut where a line ends.
    const counted = `Stored items that could not be read since 2026-07-22: 1 (${key})`;
    expect(text.replaceAll(" ", "")).toContain(counted.replaceAll(" ", ""));
    expect(text).toContain("npx chokepoint list unreadable");
  } else {
    expect(assessment).toMatchObject({ unreadable: 0 });
  }
  if (thing.effect === "told as lost") {
    expect(problems.length).toBeGreaterThan(0);
    expect(text).toMatch(
      /WHAT MOVED IT: not known: the last assessment|BEFORE: not known|left out: 1 earlier/,
    );
  } else {
    expect(problems).toEqual([]);
  }
}

/** Its sector fails with a sentence, no other does, and once the item is restored all is told. */
async function checkStopped(thing: Thing, key: string, whole: Item): Promise<void> {
  const before = world.published.length;
  const { results, failure } = await world.run(22, [sector, `${sector}-b`]);
  expect(results.map((result) => result.sector)).toEqual([`${sector}-b`]);
  expect(failure).toMatch(
    new RegExp(`the stored ledger of ${sector} cannot be read: .*\\(item ${key}\\); .*`),
  );
  expect(failure).toContain("docs/operate.md");
  const isRescued = failure?.includes("published what waited in it") === true;
  expect(toldOf(before).map(wordsOf)).toEqual(isRescued ? ["worsened china"] : []);
  const [found, ...more] = await listed();
  expect(found).toMatchObject({ key, table: "ledgers" });
  expect(more).toEqual([]);
  await world.put(thing.table, whole);
  await world.run(22, [sector]);
  // What was rescued and is restored goes out again, under the same id.
  const once = new Map(toldOf(before).map((bulletin) => [bulletin.id, bulletin]));
  expect([...once.values()].map(wordsOf)).toEqual(["worsened china", "raised korea"]);
}

function toldOf(from: number): Bulletin[] {
  return world.published.slice(from).filter((bulletin) => bulletin.sector === sector);
}

function wordsOf({ events }: Bulletin): string {
  return events.map(({ event, rule }) => `${event} ${rule}`).join(", ");
}

const REMOVED = new Set(["its content has another type", "somebody else wrote it"]);

/** It is listed by its key, and once it is removed there is nothing to list, and the next run is whole. */
async function checkList(thing: Thing, key: string): Promise<void> {
  const unreadable = createUnreadableItems(client, world.names);
  const [found, ...more] = await unreadable.find(sector);
  expect(more).toEqual([]);
  const listedKey = thing === things["a part of the last assessment"] ? /^assessments\/.*\/2026-07-21#/ : key;
  expect(found?.key).toMatch(listedKey);
  expect(found?.problem).not.toBe("");
  if (found === undefined) return;
  expect(await unreadable.remove(found)).toBe("removed");
  expect(await listed()).toEqual([]);
  const { failure, results } = await world.run(23, [sector]);
  expect(failure).toBeNull();
  expect(results[0]?.assessment).toMatchObject({ unreadable: 0 });
  expect(results[0]?.problems).toBeUndefined();
}

async function listed(): Promise<FoundUnreadable[]> {
  return await createUnreadableItems(client, world.names).find(sector);
}

describe("something stored that is no damage", () => {
  it.each(rowsOf(harmless))("%s: %s", async (_name, _what, thing, { make }) => {
    const whole = await wholeOf(thing);
    await world.put(thing.table, make(whole, thing));
    const { failure, results } = await world.run(22, [sector]);
    expect(failure).toBeNull();
    expect(results[0]?.assessment).toMatchObject({ unreadable: 0 });
    expect(results[0]?.problems).toBeUndefined();
    expect(await listed()).toEqual([]);
  });
});

describe("every item that a run stores", () => {
  it("is one of the kinds that are damaged here", async () => {
    const isKnown = (table: TableName, item: Item) =>
      Object.values<Thing>(things).some((thing) => thing.table === table && thing.is(item, sector));
    for (const table of ["ledgers", "assessments"] as const) {
      const own = (await world.items(table)).filter((item) => item.sector?.S === sector);
      // Of the two assessments the last one is damaged.
      const unknown = own.filter(
        (item) => !JSON.stringify(item).includes("2026-07-20") && !isKnown(table, item),
      );
      expect(unknown.map((item) => itemKey(table, item))).toEqual([]);
    }
  });
});

describe("what the watchdog remembers, when it cannot be read", () => {
  it("is refused in one sentence", async () => {
    const whole = await wholeOf(things["the watchdog's memory"]);
    await world.put("ledgers", { ...whole, schemaVersion: { N: "99" } });
    await expect(createWatchStore(client, "ledgers").load()).rejects.toThrow(
      /^what it remembers cannot be read: a newer Chokepoint wrote it, in schema version 99; this one reads up to 1 \(item ledgers\/#watchdog\); /,
    );
  });
});
