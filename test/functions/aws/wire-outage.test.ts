import { describe, expect, it } from "vitest";
import { createAssessmentStore } from "../../../functions/aws/dynamo/assessment-store.ts";
import { createDynamoClient } from "../../../functions/aws/dynamo/client.ts";
import { createPositionRows } from "../../../functions/aws/dynamo/position-store.ts";
import { assessmentOf, incompressible } from "../../support/assessments.ts";
import type { FaultKind } from "../../support/faulty-wire.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";
import type { WireRequest } from "../../support/wire-request.ts";
import { timeoutsFor, wiredRun } from "../../support/wired-run.ts";

const wired = wiredRun();

const outages: [string, (asked: WireRequest) => boolean, RegExp][] = [
  ["no ledger can be read", of("GetItem", "ledgers"), /^ai: reading its ledger: /],
  ["no position can be read", of("Query", "positions"), /^ai: reading its positions: /],
  ["no supplier can be read", of("Scan", "suppliers"), /^ai: reading suppliers and links: /],
  ["no link can be read", of("Scan", "links"), /^ai: reading suppliers and links: /],
  [
    "nothing can be read of assessments",
    of("Query", "assessments"),
    /^ai: reading which imports are under way: /,
  ],
  ["no assessment can be read", ({ name }) => name === "Query assessments", /^ai: reading its earlier ass/],
  ["no assessment can be looked up", of("GetItem", "assessments"), /^ai: reading what was trusted before: /],
  ["nothing can be written into assessments", of("PutItem", "assessments"), /^ai: writing its assessment: /],
  ["no ledger can be written", of("PutItem", "ledgers"), /^ai: writing its ledger: /],
  [
    "no history can be written",
    ({ name }) => name.startsWith("PutItem assessments event#"),
    /^ai: writing its history: /,
  ],
  ["nothing can be published", of("Publish", null), /^ai: bulletin \S+ is written but could not be publ/],
  ["nothing can be put on the bus", of("PutEvents", null), /^ai: 1 event could not be put on the bus/],
];

const UNREADABLE = "AWS answered with status 503 and something that cannot be read";
const UNTOLD = "AWS answered with status 500 and no reason";

describe("an outage", () => {
  it.each(outages)("in which %s loses no news: the run after it tells all", async (_name, to, message) => {
    const { cloud } = wired;
    cloud.wire.let({ kind: "throttled", to });
    expect((await wired.run()).error?.message).toMatch(message);
    // No channel holds back the other.
    expect(cloud.published).toHaveLength(/on the bus|history/.test(message.source) ? 1 : 0);
    expect(cloud.onBus).toHaveLength(/bulletin|history/.test(message.source) ? 1 : 0);
    cloud.wire.let();
    cloud.waitOutTheClaim();
    expect(await wired.run()).toMatchObject({ error: null });
    await wired.expectToldAndClean(1, "the run after it");
  });

  const broken = "the connection broke before the whole answer came";
  const late = "a request has exceeded the configured 600 ms requestTimeout.";
  const stalled =
    "the request socket timed out after 600 ms of inactivity (configured by client requestHandler).";
  const reasons: [FaultKind, string, string][] = [
    ["throttled", "Rate of requests exceeded.", "Rate of requests exceeded."],
    ["an internal error", "Internal error.", "Internal error."],
    ["an error page", UNREADABLE, "AWS answered with status 503 and no reason"],
    ["an error without a word", UNTOLD, UNTOLD],
    ["no answer", late, late],
    ["a reset before it arrives", broken, broken],
    ["half an answer", broken, broken],
    ["an answer that stalls", stalled, stalled],
  ];

  it.each(reasons)("in which all meets %s is told in one sentence", async (kind, dynamo, sns) => {
    const { cloud } = wired;
    cloud.timeouts = timeoutsFor(kind, 600);
    cloud.wire.let({ kind, to: of("GetItem", "ledgers") });
    expect((await wired.run()).error?.message).toBe(`ai: reading its ledger: ${dynamo}`);
    await cloud.reset();
    cloud.timeouts = timeoutsFor(kind, 600);
    cloud.wire.let({ kind, to: of("Publish", null) });
    const unpublished = /^ai: bulletin \S+ is written but could not be published: (.*)$/s;
    const { error } = await wired.run();
    expect(unpublished.exec(error?.message ?? "")?.[1]).toBe(sns);
  });
});

describe("an assessment of several parts", () => {
  const large = assessmentOf("large", incompressible(2_000_000));
  const now = new Date("2026-08-01T06:00:00Z");

  it.each<FaultKind>(["a reset before it arrives", "a lost answer"])(
    "is not there at all when the wire fails between its parts with %s, and whole when it is saved again",
    async (kind) => {
      const { cloud } = wired;
      const client = createDynamoClient();
      const store = createAssessmentStore(client, "assessments", null);
      cloud.wire.let({ kind, to: ({ name }) => name.endsWith("part#large#0002") });
      await expect(store.save(large, now)).rejects.toThrow();
      expect(await store.load(large)).toBeNull();
      expect((await store.recent("ai", "2026-07-31", 100)).rows).toEqual([]);
      cloud.wire.let();
      await store.save(large, now);
      expect(await store.load(large)).toEqual(large);
      expect((await store.recent("ai", "2026-07-31", 100)).rows).toMatchObject([{ id: "large" }]);
      client.destroy();
    },
  );
});

describe("several sectors", () => {
  it("are all recomputed but the one that fails, and the error names only that", async () => {
    const { cloud } = wired;
    const sectors = ["ai", "grid", "navy"];
    const rows = createPositionRows(cloud.direct, "positions");
    for (const sector of sectors) await rows.put(supplyWith(300, sector));
    const policies = sectors.map((sector) => chinaPolicy(sector));
    cloud.wire.let({ kind: "an internal error", to: ({ name }) => name === "Query positions grid#07" });
    const { error } = await cloud.run(...policies);
    expect(error).toBeInstanceOf(AggregateError);
    expect(error?.message).toBe("grid: reading its positions: Internal error.");
    expect(cloud.published.map(({ id }) => id.split("-")[0])).toEqual(["ai", "navy"]);
    cloud.wire.let();
    expect((await cloud.run(...policies)).error).toBeNull();
    expect(cloud.published.map(({ id }) => id.split("-")[0])).toEqual(["ai", "navy", "grid"]);
  });
});

function of(operation: string, table: string | null) {
  return (asked: WireRequest) => asked.operation === operation && asked.table === table;
}
