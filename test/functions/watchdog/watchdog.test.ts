import { describe, expect, it } from "vitest";
import type { Subscription } from "../../../functions/ports/topics.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import type { WatchdogPorts } from "../../../functions/watchdog/ports.ts";
import { watch } from "../../../functions/watchdog/watchdog.ts";
import type { Message } from "../../../shared/bulletin/message.ts";
import type { ImportMarker } from "../../../shared/imports/marker.ts";
import type { ImportRecord } from "../../../shared/imports/record.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { emptyWatch } from "../../../shared/watchdog/watch.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, deploymentOf, positionOf, supplyWith } from "../../support/samples.ts";

const deployment = deploymentOf();
const options = {
  ...deployment,
  staleAfterDays: 3,
  subscribers: [{ protocol: "email", endpoint: "a@example.com" }],
  operators: ["a@example.com"],
};
const confirmed: Subscription = { protocol: "email", endpoint: "a@example.com", isConfirmed: true };

const RECORD: ImportRecord = {
  schemaVersion: 1,
  id: "0msa0uhs0-abcdef",
  sector: "ai",
  kind: "positions",
  file: "positions/bad.csv",
  from: { via: "bucket", bucket: "files", key: "positions/bad.csv", version: "v1" },
  digest: "d",
  startedAt: "2026-08-01T07:00:00.000Z",
  endedAt: "2026-08-01T07:00:01.000Z",
  rows: { added: 1, changed: 0, removed: 0 },
  exposure: { added: asMinor(5_000_00), removed: asMinor(0) },
  sources: [],
  moreSources: 0,
  tookFrom: [],
};

interface Watched extends WatchdogPorts {
  told: Message[];
  memory: MemoryPorts;
  subscribed: Subscription[];
}

function watched(memory = memoryPorts(supplyWith(300))): Watched {
  const told: Message[] = [];
  const ports: Watched = {
    ...memory,
    told,
    memory,
    subscribed: [confirmed],
    subscriptions: { list: async () => ports.subscribed },
    operations: { publish: async (message) => void told.push(message) },
    operators: { list: async () => [confirmed] },
  };
  return ports;
}

function later(ports: Watched, days: number): void {
  const { clock } = ports.memory;
  clock.now = new Date(clock.now.getTime() + days * 24 * 60 * 60 * 1000);
}

async function assessed(): Promise<Watched> {
  const ports = watched();
  await recompute({ asOf: "2026-08-01" }, ports.memory, deployment);
  return ports;
}

describe("an import that did not finish, or that no run has decided on", () => {
  const marker: ImportMarker = {
    schemaVersion: 1,
    sector: "ai",
    kind: "positions",
    file: "a.csv",
    runner: "lambda-1",
    importId: "0ms8len40-4c531a",
    startedAt: "2026-08-01T05:00:00.000Z",
    until: "2026-08-01T05:15:00.000Z",
    endedAt: null,
  };

  it("is told with its file, and no more once it is settled", async () => {
    const ports = await assessed();
    ports.memory.stored.markers.set("a", marker);
    await watch(ports, { ...options, place: { stack: "S" } });
    expect(flat(ports.told.at(-1)?.text ?? "")).toMatch(
      /ai: the import of a\.csv of 2026-08-01 05:00 UTC did not finish: .* confirm 0ms8len40-4c531a --sector ai --reason "…" --stack S/,
    );
    ports.memory.stored.provenance.confirmations.push({
      ...{ schemaVersion: 1, sector: "ai", importId: marker.importId, by: "Ana", reason: "all is there" },
      confirmedAt: "2026-08-01T06:00:00.000Z",
    });
    expect((await watch(ports, options)).problems).toEqual([]);
  });

  it("is told when nothing was recomputed for half an hour since", async () => {
    const ports = await assessed();
    ports.memory.stored.markers.set("a", { ...marker, endedAt: "2026-08-01T05:30:01.000Z" });
    expect((await watch(ports, options)).problems).toEqual([]);
    ports.memory.stored.markers.set("a", { ...marker, endedAt: "2026-08-01T05:30:00.000Z" });
    await watch(ports, options);
    expect(flat(ports.told.at(-1)?.text ?? "")).toContain(
      "ai: no recompute has been completed since the import of a.csv of 2026-08-01 05:00 UTC",
    );
  });
});

describe("an import that waits to be confirmed", () => {
  it("is told to operations once, and again when the content is back", async () => {
    const ports = await assessed();
    const { stored } = ports.memory;
    const invented = { positionId: "invented", originCountry: "US", exposure: 5_000_00, importId: RECORD.id };
    stored.positions = [...supplyWith(300), positionOf(invented)];
    stored.provenance.imports = [RECORD];
    await recompute({ asOf: "2026-08-01" }, ports.memory, deployment);
    await watch(ports, options);
    await watch(ports, options);
    expect(ports.told).toHaveLength(1);
    expect(flat(ports.told[0]?.text ?? "")).toContain(
      "ai: UNCONFIRMED IMPORT: USD 5.0 k added to USD 1.0 k since 2026-08-01 by positions/bad.csv (bucket, version v1, 2026-08-01 07:00 UTC): nothing eases or resolves until it is confirmed or replaced.",
    );
    stored.positions = supplyWith(300);
    await recompute({ asOf: "2026-08-01" }, ports.memory, deployment);
    await watch(ports, options);
    expect(flat(ports.told[1]?.text ?? "")).toMatch(
      /SOLVED This is over, first seen on .{16} UTC: ai: UNCONFIRMED IMPORT/,
    );
  });
});

describe("the watchdog", () => {
  it("says nothing while all is well, and writes nothing but how far the files of events are written", async () => {
    const ports = await assessed();
    expect(await watch(ports, options)).toEqual({
      problems: [],
      message: null,
      published: [],
      eventFiles: ["ai", null].map((sector) => ({ sector, files: 0, upTo: "2026-07-31", left: 0 })),
      counts: { brokenFeeds: 0, incompleteSectors: 0 },
    });
    expect(await ports.watches.load()).toEqual({ watch: emptyWatch, claimedUntil: null });
  });

  it("tells of a sector whose newest position is older than its policy lets it be, and when there is a newer one", async () => {
    const policy = chinaPolicy("ai", { staleAfterDays: 30 });
    const aged = { ...options, staleAfterDays: 99, policies: new Map([["ai", policy]]) };
    const ports = await assessed();
    later(ports, 13);
    expect((await watch(ports, aged)).problems).toEqual([]);
    later(ports, 1);
    const { message } = await watch(ports, aged);
    expect(message?.subject).toBe(
      "[OPERATIONS] the newest position of ai is 31 days old (limit 30): import newer ones",
    );
    expect((await watch(ports, aged)).message).toBeNull();

    ports.memory.stored.positions = supplyWith(300).map((one) => ({ ...one, date: "2026-08-14" }));
    await recompute({ asOf: "2026-08-15" }, ports.memory, deployment);
    const solved = (await watch(ports, aged)).message?.subject;
    expect(solved).toBe(
      "[OPERATIONS] solved: the newest position of ai is 31 days old (limit 30): import newer ones",
    );
  });

  it("tells of a sector that is not assessed any more once, again after a day, and when it is solved", async () => {
    const ports = await assessed();
    for (const days of [2, 1, 0.5, 0.5]) {
      later(ports, days);
      await watch(ports, options);
    }
    await recompute({}, ports.memory, deployment);
    await watch(ports, options);
    expect(ports.told.map(({ subject }) => subject)).toEqual([
      "[OPERATIONS] ai was last assessed as of 2026-08-01, 3 days ago",
      "[OPERATIONS] still: ai was last assessed as of 2026-08-01, 4 days ago",
      "[OPERATIONS] solved: ai was last assessed as of 2026-08-01, 4 days ago",
    ]);
    expect(ports.told.map(({ level }) => level)).toEqual(["warning", "warning", "none"]);
  });

  it("tells of a sector that stays assessed as of a day still to come, as of one that is not assessed", async () => {
    const ports = watched();
    const ahead = { ...ports.memory, now: () => new Date("2027-08-01T06:00:00Z") };
    await recompute({}, ahead, deployment);
    await watch(ports, options);
    later(ports, 3);
    await watch(ports, options);
    await recompute({}, ports.memory, deployment);
    await watch(ports, options);
    const text = "ai was last assessed as of 2027-08-01, a day still to come: a clock ran ahead";
    expect(ports.told.map(({ subject }) => subject)).toEqual([
      `[OPERATIONS] ${text}`,
      `[OPERATIONS] solved: ${text}`,
    ]);
  });

  it("gives a new deployment as long to be assessed first", async () => {
    const ports = watched();
    await watch(ports, options);
    later(ports, 3);
    await watch(ports, options);
    expect(ports.told.map(({ subject }) => subject)).toEqual(["[OPERATIONS] ai was never recomputed"]);
  });

  it("publishes a bulletin that its run left behind, and says so", async () => {
    const ports = watched();
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(recompute({}, { ...ports.memory, publisher: down }, deployment)).rejects.toThrow();
    later(ports, 0.01);
    const { published } = await watch(ports, options);
    expect(ports.memory.stored.published.map(({ id }) => id)).toEqual(published);
    expect(ports.memory.stored.ledgers.get("ai")?.outbox).toEqual([]);
    expect(ports.told[0]?.subject).toBe(
      `[OPERATIONS] published ${published[0]}, which a run had left behind`,
    );
  });

  it("tells of a bulletin that it cannot publish either", async () => {
    const ports = watched();
    const publisher = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(recompute({}, { ...ports.memory, publisher }, deployment)).rejects.toThrow();
    later(ports, 0.01);
    const { problems } = await watch({ ...ports, publisher }, options);
    expect(problems).toMatchObject([{ text: expect.stringMatching(/^ai: bulletin .* SNS is down$/) }]);
    expect(ports.memory.stored.ledgers.get("ai")?.outbox).toHaveLength(1);
  });

  it.each<[string, Subscription[], number, string[]]>([
    ["has left the topic", [], 0, ["a[@]example[.]com has left"]],
    [
      "has not confirmed for a day",
      [{ ...confirmed, isConfirmed: false }],
      1,
      ["nobody receives", "a[@]example[.]com has not confirmed"],
    ],
    ["has a little time to confirm", [{ ...confirmed, isConfirmed: false }], 0.9, []],
    [
      "is not needed where another one listens",
      [confirmed, { ...confirmed, endpoint: "A@example.com" }],
      5,
      [],
    ],
  ])("tells when an address %s", async (_sentence, subscribed, days, texts) => {
    const ports = await assessed();
    ports.subscribed = subscribed;
    await watch(ports, { ...options, staleAfterDays: 99 });
    later(ports, days);
    await watch(ports, { ...options, staleAfterDays: 99 });
    const told = ports.told.map(({ text }) => text).join("\n");
    for (const text of texts) expect(told).toContain(text);
    expect(told === "").toBe(texts.length === 0);
  });
});

describe("a watchdog that cannot look", () => {
  it("says at what and why, takes nothing as solved, and goes on with the rest", async () => {
    const ports = await assessed();
    later(ports, 5);
    await watch(ports, options);
    const ledgers = { ...ports.ledgers, load: () => Promise.reject(new Error("the table is gone")) };
    await watch({ ...ports, ledgers }, options);
    expect(flat(ports.told.at(-1)?.text ?? "")).toContain(
      "NEW the watchdog cannot look at the ledger of ai: reading its ledger: the table is gone. ",
    );
    expect(flat(ports.told.at(-1)?.text ?? "")).not.toContain("SOLVED");
    await watch(ports, options);
    expect(flat(ports.told.at(-1)?.text ?? "")).toMatch(
      /SOLVED This is over, first seen on .{16} UTC: the watchdog cannot look at the ledger of ai/,
    );
  });

  it("tells also when it has lost its memory, and fails so that its alarm fires", async () => {
    const ports = await assessed();
    const watches = { ...ports.watches, load: () => Promise.reject(new Error("no memory")) };
    await expect(watch({ ...ports, watches }, options)).rejects.toThrow(/tell the same again: .* no memory/);
    expect(ports.told.map(({ subject }) => subject)).toEqual([
      "[OPERATIONS] the watchdog cannot look at its own memory: no memory",
    ]);
  });

  it("fails when it cannot tell, and tells the next time", async () => {
    const ports = await assessed();
    later(ports, 5);
    const operations = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(watch({ ...ports, operations }, options)).rejects.toThrow(
      "the operations topic could not be told: SNS is down",
    );
    await watch(ports, options);
    expect(ports.told).toHaveLength(1);
  });
});
