import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { compress } from "../../../functions/aws/dynamo/compressed.ts";
import { readLedger } from "../../../functions/aws/dynamo/ledger-item.ts";
import { readCompressed } from "../../../functions/aws/dynamo/stored-item.ts";
import { ledgerForm } from "../../../shared/recompute/ledger.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { type DamagedWorld, damagedWorld } from "../../support/damaged-world.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let world: DamagedWorld;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  world = damagedWorld(dynamo.client);
});
afterAll(() => dynamo.close());

/** The items of a sector under a key, oldest first. */
async function own(table: "assessments" | "ledgers", sector: string, key = ""): Promise<Item[]> {
  const items = await world.items(table);
  const mine = items.filter(
    (item) => item.sector?.S === sector && (item.assessmentKey?.S ?? "").includes(key),
  );
  return mine.sort((a, b) => ((a.assessmentKey?.S ?? "") < (b.assessmentKey?.S ?? "") ? -1 : 1));
}

const told = (sector: string, from = 0) =>
  world.published
    .slice(from)
    .filter((bulletin) => bulletin.sector === sector)
    .flatMap(({ events }) => events.map(({ event, rule }) => `${event} ${rule}`));

describe("an assessment in parts", () => {
  it.each([
    [
      "of which one is gone",
      async (sector: string) => {
        for (const part of await own("assessments", sector, "part#")) await world.drop("assessments", part);
      },
      /cannot be read: its part 1 of 1 is gone \(item assessments\/.*\/2026-07-21#/,
    ],
    [
      "of which one is of another",
      async (sector: string) => {
        const [first, second] = await own("assessments", sector, "part#");
        await world.put("assessments", { ...second, body: first?.body ?? { NULL: true } });
        await world.put("assessments", { ...first, body: second?.body ?? { NULL: true } });
      },
      /cannot be read: its parts are those of another assessment \(item assessments\//,
    ],
    [
      "that has expired",
      async (sector: string) => {
        const [head] = await own("assessments", sector, "2026-07-21#");
        if (head !== undefined) await world.drop("assessments", head);
      },
      /the last assessment \(as of 2026-07-21\) is no longer stored: what moved since is not known/,
    ],
  ])("%s keeps nothing from being told", async (name, damage, problem) => {
    const sector = `parts-${name.length}`;
    await world.prepare(sector);
    await damage(sector);
    const before = world.published.length;
    const { results, failure } = await world.run(22, [sector]);
    expect(failure).toBeNull();
    expect(told(sector, before)).toEqual(["worsened china", "raised korea"]);
    expect(results[0]?.problems?.join("; ")).toMatch(problem);
    expect(world.published.at(-1)?.text).toContain("WHAT MOVED IT: not known: the last assessment");
    // The run after it has one to compare with again.
    expect((await world.run(23, [sector])).results[0]?.problems).toBeUndefined();
  });

  it("is written anew by a run that finds the very same", async () => {
    await world.prepare("again");
    const { results } = await world.run(22, ["again"]);
    const parts = (await own("assessments", "again", "part#")).filter((part) =>
      part.assessmentKey?.S?.includes(results[0]?.assessment.id ?? "none"),
    );
    expect(parts).toHaveLength(1);
    for (const part of parts) await world.drop("assessments", part);
    expect((await world.run(22, ["again"])).results[0]?.problems).toHaveLength(1);
    expect((await world.run(22, ["again"])).results[0]?.problems).toBeUndefined();
    expect(await own("assessments", "again", parts[0]?.assessmentKey?.S)).toEqual(parts);
  });
});

describe("a ledger of which one alert cannot be read", () => {
  it("still hands out what waits in it, keeps the rest as it is, and stops its sector alone", async () => {
    await world.prepare("rescued");
    const [item] = await own("ledgers", "rescued");
    const whole = readCompressed(ledgerForm, item ?? {}, "body");
    if (whole.problem !== null) throw new Error(whole.problem);
    const alerts = whole.value.alerts.map((alert) => ({ ...alert, level: "boom" }));
    await world.put("ledgers", { ...item, body: { B: compress({ ...whole.value, alerts }) } });
    const before = world.published.length;
    const { results, failure } = await world.run(22, ["rescued", "beside"]);
    expect(told("rescued", before)).toEqual(["worsened china"]);
    expect(results.map(({ sector }) => sector)).toEqual(["beside"]);
    expect(failure).toMatch(
      /the stored ledger of rescued cannot be read: field "alerts.0.level".*published what waited in it: rescued-/,
    );
    // What waited is struck: it is not sent again.
    await world.run(23, ["rescued"]);
    expect(told("rescued", before)).toEqual(["worsened china"]);
    const [left] = await own("ledgers", "rescued");
    expect(readLedger(left ?? {}).problem).toMatch(/^field "alerts.0.level"/);
    expect(left?.version?.N).not.toBe(item?.version?.N);
  });

  it("of another sector hands out nothing, and no run of its own strikes it", async () => {
    await world.prepare("mine");
    await world.prepare("theirs");
    const [theirs] = await own("ledgers", "theirs");
    await world.put("ledgers", { ...theirs, sector: { S: "mine" } });
    const before = world.published.length;
    const { failure } = await world.run(22, ["mine"]);
    expect(failure).toContain("it holds the ledger of another sector (item ledgers/mine)");
    expect(world.published).toHaveLength(before);
  });

  it("begins anew once it is removed, and tells every open alert again", async () => {
    await world.prepare("anew");
    const [item] = await own("ledgers", "anew");
    await world.drop("ledgers", item ?? {});
    const before = world.published.length;
    await world.run(22, ["anew"]);
    expect(told("anew", before)).toEqual(["raised china", "raised korea"]);
  });
});

describe("10,000 positions that cannot be read", () => {
  it("are counted, the first are named, and the message stays small", async () => {
    await world.prepare("many");
    for (let at = 0; at < 10_000; at += 25) {
      const positions = Array.from({ length: 25 }, (_, next) => ({
        PutRequest: {
          Item: {
            sectorShard: { S: "many#03" },
            positionId: { S: `bad-${at + next} 電池` },
            day: { S: `undated#${at + next}` },
          },
        },
      }));
      await dynamo.client.send(new BatchWriteItemCommand({ RequestItems: { positions } }));
    }
    const { results } = await world.run(22, ["many"]);
    const { unreadable, unreadableItems } = results[0]?.assessment ?? { unreadable: 0 };
    expect(unreadable).toBe(10_000);
    expect(unreadableItems).toHaveLength(3);
    const text = flat(world.published.at(-1)?.text ?? "");
    // A long key is cut where a line ends.
    expect(text.replaceAll(" ", "")).toContain(
      "couldnotbereadsince2026-07-22:10,000(positions/many#03/bad-0%20%E9%9B%BB%E6%B1%A0,",
    );
    expect(text).toContain(" and 9,997 more). ");
    expect(text.length).toBeLessThan(10_000);
  });
});
