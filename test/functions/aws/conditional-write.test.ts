import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import {
  deleteIf,
  getItem,
  putIf,
  updateIf,
  writeWithId,
} from "../../../functions/aws/dynamo/conditional-write.ts";
import {
  beginsWith,
  holds,
  IS_NEW,
  isBetween,
  isVersion,
  type WriteCondition,
} from "../../../functions/aws/dynamo/conditions.ts";
import { queryItems, scanItems } from "../../../functions/aws/dynamo/pager.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
const sent: string[] = [];
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  dynamo.client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (command) => {
        sent.push(commandName);
        return next(command);
      },
    { step: "initialize" },
  );
});
afterAll(() => dynamo.close());

const KEY: Item = { sector: { S: "ai" } };
const stored: Item = { ...KEY, version: { N: "3" }, name: { S: "a" } };
const other: Item = { ...KEY, version: { N: "9" } };

/** Has exactly this stored under the key; nothing with `null`. */
async function begin(item: Item | null): Promise<void> {
  await deleteIf(dynamo.client, "ledgers", KEY, {});
  if (item !== null) await putIf(dynamo.client, "ledgers", item, {});
}

const now = () => getItem(dynamo.client, "ledgers", KEY);

describe.each<[string, Item | null, WriteCondition, "written" | "refused"]>([
  ["is new, and nothing is stored", null, IS_NEW, "written"],
  ["is new, and something is stored", stored, IS_NEW, "refused"],
  ["is version 0, and nothing is stored", null, isVersion(0), "written"],
  ["is version 0, and another version is stored", stored, isVersion(0), "refused"],
  ["is version 3, and that is stored", stored, isVersion(3), "written"],
  ["is version 2, and version 3 is stored", stored, isVersion(2), "refused"],
  ["is version 3, and nothing is stored", null, isVersion(3), "refused"],
  ["holds all attributes, and they are stored", stored, holds(stored), "written"],
  ["holds all attributes, and one has changed", { ...stored, name: { S: "b" } }, holds(stored), "refused"],
  ["holds all attributes, and one is gone", { ...KEY, name: { S: "a" } }, holds(stored), "refused"],
])("a write on condition that it %s", (_name, before, condition, result) => {
  it(`is ${result}, by a put, an update and a delete alike`, async () => {
    await begin(before);
    expect(await putIf(dynamo.client, "ledgers", other, condition)).toBe(result);
    expect(await now()).toEqual(result === "written" ? other : (before ?? undefined));
    await begin(before);
    const update = {
      TableName: "ledgers",
      Key: KEY,
      UpdateExpression: "SET #touched = :touched",
      ...condition,
      ExpressionAttributeNames: { "#touched": "touched", ...condition.ExpressionAttributeNames },
      ExpressionAttributeValues: { ":touched": { BOOL: true }, ...condition.ExpressionAttributeValues },
    };
    expect(await updateIf(dynamo.client, update)).toBe(result);
    expect((await now())?.touched).toEqual(result === "written" ? { BOOL: true } : undefined);
    await begin(before);
    expect(await deleteIf(dynamo.client, "ledgers", KEY, condition)).toBe(result);
    expect(await now()).toEqual(result === "written" ? undefined : (before ?? undefined));
  });
});

describe("a write with an id", () => {
  const write = (writeId: string) =>
    putIf(dynamo.client, "ledgers", { ...KEY, writeId: { S: writeId } }, IS_NEW);

  it("knows its own item when it is refused because of it", async () => {
    await begin(null);
    const sentTwice = async (writeId: string) => {
      await write(writeId);
      return await write(writeId);
    };
    expect(await writeWithId(dynamo.client, "ledgers", KEY, sentTwice)).toBe("written");
  });

  it("is refused where another write was first", async () => {
    await begin(null);
    await write("another");
    expect(await writeWithId(dynamo.client, "ledgers", KEY, write)).toBe("refused");
    expect((await now())?.writeId).toEqual({ S: "another" });
  });
});

it("an error that is no refusal is thrown", async () => {
  await expect(putIf(dynamo.client, "no-such-table", stored, IS_NEW)).rejects.toThrow("not found");
});

describe("the pager", () => {
  const keyOf = (name: string): Item => ({ sector: { S: "paged" }, assessmentKey: { S: name } });
  const names = ["a#1", "b#1", "b#2", "b#3", "b#4", "c#1"];
  beforeAll(async () => {
    for (const name of names) await putIf(dynamo.client, "assessments", keyOf(name), IS_NEW);
  });

  async function namesOf(items: AsyncIterable<Item>, most = Number.POSITIVE_INFINITY): Promise<string[]> {
    const found: string[] = [];
    sent.length = 0;
    for await (const { assessmentKey } of items) {
      found.push(assessmentKey?.S ?? "");
      if (found.length === most) break;
    }
    return found;
  }

  it("reads on until the end, whatever fits on a page", async () => {
    const query = { TableName: "assessments", ...beginsWith("paged", "b#"), Limit: 3 };
    expect(await namesOf(queryItems(dynamo.client, query))).toEqual(["b#1", "b#2", "b#3", "b#4"]);
    expect(sent).toEqual(["QueryCommand", "QueryCommand"]);
    const all = await namesOf(scanItems(dynamo.client, { TableName: "assessments", Limit: 1 }));
    expect(all.sort()).toEqual(names);
  });

  it("reads no page more than is used, in either direction", async () => {
    const query = { TableName: "assessments", ...isBetween("paged", "a#1", "b#4"), Limit: 2 };
    expect(await namesOf(queryItems(dynamo.client, query), 2)).toEqual(["a#1", "b#1"]);
    expect(sent).toEqual(["QueryCommand"]);
    const newestFirst = { ...query, ScanIndexForward: false };
    expect(await namesOf(queryItems(dynamo.client, newestFirst), 3)).toEqual(["b#4", "b#3", "b#2"]);
    expect(sent).toEqual(["QueryCommand", "QueryCommand"]);
  });
});
