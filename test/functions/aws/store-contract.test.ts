import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headKey } from "../../../functions/aws/dynamo/assessment-reader.ts";
import { createAssessmentStore } from "../../../functions/aws/dynamo/assessment-store.ts";
import { createFindingLog } from "../../../functions/aws/dynamo/finding-store.ts";
import { createHistoryStore } from "../../../functions/aws/dynamo/history-store.ts";
import { createLedgerStore } from "../../../functions/aws/dynamo/ledger-store.ts";
import { createRefusalRows, createRefusalStore } from "../../../functions/aws/dynamo/refusal-store.ts";
import { createSilenceStore } from "../../../functions/aws/dynamo/silence-store.ts";
import { createWatchStore } from "../../../functions/aws/dynamo/watch-store.ts";
import type {
  AssessmentStore,
  FindingLog,
  LedgerStore,
  SilenceStore,
  WatchStore,
} from "../../../functions/ports/decisions.ts";
import type { RefusalRows, RefusalStore } from "../../../functions/ports/feeds.ts";
import { nameOf } from "../../../shared/event-log/event-log.ts";
import type { FindingLine, WatchdogLine } from "../../../shared/event-log/watchdog-line.ts";
import { emptyLedger } from "../../../shared/recompute/ledger.ts";
import { emptyWatch } from "../../../shared/watchdog/watch.ts";
import { assessmentOf, incompressible } from "../../support/assessments.ts";
import { refusalOf } from "../../support/builders.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";
import { memoryAssessments, memoryLedgers, memoryRefusals } from "../../support/memory.ts";
import { memoryFindings, memoryWatches } from "../../support/memory-watches.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

const ledgerStores: [string, () => LedgerStore & SilenceStore][] = [
  ["in memory", () => memoryLedgers()],
  [
    "in DynamoDB",
    () => ({
      ...createSilenceStore(dynamo.client, "ledgers"),
      ...createLedgerStore(dynamo.client, "ledgers"),
    }),
  ],
];

describe.each(ledgerStores)("a ledger store %s", (name, create) => {
  const sector = `sector-${name.replaceAll(" ", "-")}`;

  it("has an empty ledger for a sector that it does not know", async () => {
    expect(await create().load("nobody")).toEqual(emptyLedger("nobody"));
  });

  it("gives back what was saved, as the next version", async () => {
    const store = create();
    const saved = await store.save({ ...emptyLedger(`${sector}-a`), noDataSince: "2026-07-31" }, 0);
    expect(saved).toMatchObject({ version: 1, noDataSince: "2026-07-31" });
    expect(await store.load(`${sector}-a`)).toEqual(saved);
  });

  it("refuses to save on top of a version that is gone", async () => {
    const store = create();
    const first = emptyLedger(`${sector}-b`);
    await store.save(first, 0);
    expect(await store.save(first, 0)).toBe("conflict");
    expect(await store.save(first, 1)).toMatchObject({ version: 2 });
    expect(await store.save(first, 1)).toBe("conflict");
  });

  it("writes silences and the lines about them, and nothing else, on top of the same versions", async () => {
    const store = create();
    const first = await store.save({ ...emptyLedger(`${sector}-d`), noDataSince: "2026-07-31" }, 0);
    if (first === "conflict") throw new Error("a conflict in a fresh ledger");
    const silence = {
      id: "s2",
      rule: null,
      group: null,
      until: "2026-08-15",
      by: "Ana",
      reason: "known",
      since: now.toISOString(),
    };
    const acknowledgement = {
      ...silence,
      id: "a2",
      rule: "china-origin",
      level: "warning" as const,
      until: null,
    };
    const asked = { silences: [silence], acknowledgements: [acknowledgement] };
    const changed = { ...first, ...asked, noDataSince: null };
    expect(await store.saveSilences(changed, 0)).toBe("conflict");
    expect(await store.saveSilences(changed, 1)).toMatchObject({ version: 2, ...asked });
    expect(await store.load(`${sector}-d`)).toEqual({ ...first, version: 2, ...asked });
    expect(await store.save(first, 1)).toBe("conflict");
    expect(await store.save(first, 2)).toMatchObject({ version: 3, silences: [] });
  });

  it("lets exactly one of many concurrent writers win", async () => {
    const store = create();
    const ledger = emptyLedger(`${sector}-c`);
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.save(ledger, 0)));
    expect(answers.filter((answer) => answer !== "conflict")).toHaveLength(1);
  });
});

const assessmentStores: [string, () => AssessmentStore][] = [
  ["in memory", () => memoryAssessments()],
  ["in DynamoDB", () => createAssessmentStore(dynamo.client, "assessments", null)],
];
const now = new Date("2026-08-01T06:00:00Z");
const MISSPELT = { kind: "short-name", name: "catll", nearest: "catl" } as const;

describe.each(assessmentStores)("an assessment store %s", (_name, create) => {
  it("has nothing under a key that it does not know", async () => {
    expect(await create().load({ sector: "ai", asOf: "2026-07-31", id: "unknown" })).toBeNull();
  });

  it("gives back what was saved, however large", async () => {
    const store = create();
    const assessment = assessmentOf("large", incompressible(2_000_000));
    await store.save(assessment, now);
    expect(await store.load(assessment)).toEqual(assessment);
  });

  it("keeps the first when one is saved again", async () => {
    const store = create();
    await store.save(assessmentOf("same", "first"), now);
    await store.save(assessmentOf("same", "second"), now);
    expect((await store.load(assessmentOf("same", "")))?.inputHash).toBe("first");
  });
});

it.each([
  ["with a misspelt short name in version 2, which earlier ones do not read", "misspelt", [MISSPELT], "2"],
  ["of any other kind in version 1", "plain", [], "1"],
] as const)("an assessment %s is stored", async (_which, id, unknownNames, version) => {
  const store = createAssessmentStore(dynamo.client, "assessments", null);
  const assessment = { ...assessmentOf(id, "hash"), unknownNames: [...unknownNames] };
  await store.save(assessment, now);
  const Key = headKey(assessment);
  const { Item } = await dynamo.client.send(new GetItemCommand({ TableName: "assessments", Key }));
  expect(Item?.schemaVersion).toEqual({ N: version });
  expect(await store.load(assessment)).toEqual(assessment);
});

const refusalStores: [string, () => RefusalRows & RefusalStore][] = [
  ["in memory", () => memoryRefusals()],
  [
    "in DynamoDB",
    () => ({
      ...createRefusalRows(dynamo.client, "assessments"),
      ...createRefusalStore(dynamo.client, "assessments"),
    }),
  ],
];

describe.each(refusalStores)("a store of refused rows %s", (name, create) => {
  const sector = `refused-${name.replaceAll(" ", "-")}`.toLowerCase();
  const own = refusalOf({ sector, file: `${"long/".repeat(204)}name` });
  const ofEvery = refusalOf({ sector: null, kind: "links", file: `${sector}.csv` });

  it("gives a sector its own records and those of every sector, and no others", async () => {
    const store = create();
    await store.put([own, ofEvery, refusalOf({ sector: `${sector}-2` })]);
    const found = (await store.of(sector)).rows;
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([own, ofEvery]));
    await store.remove([ofEvery]);
    expect((await store.of(sector)).rows).toEqual([own]);
  });

  it("replaces the record of a file, and tells kinds of one name apart", async () => {
    const store = create();
    const links = refusalOf({ sector: `${sector}-b`, kind: "links" });
    const again = refusalOf({ sector: `${sector}-b`, rows: 7 });
    await store.put([refusalOf({ sector: `${sector}-b` }), links]);
    await store.put([again]);
    expect(await store.find([links, again])).toEqual([links, again]);
    expect((await store.of(`${sector}-b`)).rows).toHaveLength(2);
  });

  it("does not stand among the assessments of its sector", async () => {
    const assessments = createAssessmentStore(dynamo.client, "assessments", null);
    await create().put([refusalOf({ sector: `${sector}-c` })]);
    expect((await assessments.recent(`${sector}-c`, "9999-12-31", 10)).rows).toEqual([]);
  });
});

const watchStores: [string, () => WatchStore][] = [
  ["in memory", () => memoryWatches()],
  ["in DynamoDB", () => createWatchStore(dynamo.client, "ledgers")],
];

describe.each(watchStores)("a store of what the watchdog remembers %s", (_name, create) => {
  it("is written only on top of the version that was read, with who holds it", async () => {
    const store = create();
    expect(await store.load()).toEqual({ watch: emptyWatch, claimedUntil: null });
    const problem = { key: "k", look: "l", text: "t", since: now.toISOString(), toldAt: null };
    const problems = [
      { ...problem, sector: "ai" },
      { ...problem, key: "__proto__", sector: null },
    ];
    const watch = { ...emptyWatch, problems, unrecorded: [findingOf("ai"), findingOf(null)] };
    expect(await store.save(watch, 0, now.toISOString())).toBe("saved");
    const held = { watch: { ...watch, version: 1 }, claimedUntil: now.toISOString() };
    expect(await store.load()).toEqual(held);
    expect(await store.save(emptyWatch, 0, null)).toBe("conflict");
    expect(await store.load()).toEqual(held);
    expect(await store.save(emptyWatch, 1, null)).toBe("saved");
    expect(await store.load()).toEqual({ watch: { ...emptyWatch, version: 2 }, claimedUntil: null });
  });
});

/** A line about something that the watchdog has told. */
function findingOf(sector: string | null, finding = `stale:${sector}`): FindingLine {
  return {
    ...{ schemaVersion: 1, sector, at: now.toISOString(), kind: "finding", finding, event: "found" },
    ...{ since: now.toISOString(), text: "ai was never recomputed", message: "watchdog-1" },
  };
}

const findingLogs: [string, () => FindingLog][] = [
  ["in memory", () => memoryFindings([])],
  ["in DynamoDB", () => createFindingLog(dynamo.client, "assessments", null)],
];

describe.each(findingLogs)("a log of what the watchdog has told %s", (_name, create) => {
  it("gives back each line once, in the place of its sector or in that of what is about none", async () => {
    const log = create();
    const lines = [findingOf("told"), findingOf("told", "refused:a\u{1f600}/b"), findingOf(null)];
    await log.append(lines);
    await log.append(lines.slice(1));
    const sorted = (found: WatchdogLine[]) => found.map(nameOf).sort();
    expect(sorted((await log.read("told")).rows)).toEqual(sorted(lines.slice(0, 2)));
    expect((await log.read(null)).rows).toEqual(lines.slice(2));
    expect((await log.read("other")).rows).toEqual([]);
    const test: WatchdogLine = {
      ...{ schemaVersion: 1, sector: "told", at: now.toISOString(), kind: "test", topic: "alerts" },
      ...{ level: "warning", rule: null, monthly: false, message: "test-1" },
    };
    await log.append([test]);
    expect((await log.read("told")).rows).toContainEqual(test);
  });
});

describe("a history in DynamoDB", () => {
  const line = {
    asOf: "2026-07-31",
    at: now.toISOString(),
    rule: "r",
    group: null,
    event: "raised" as const,
    level: "warning" as const,
    observed: null,
    limit: 0.25,
    reason: "crossed a limit",
    published: true,
    silence: null,
    by: null,
  };

  it("keeps the lines of a version as they were written first", async () => {
    const history = createHistoryStore(dynamo.client, "assessments", null);
    await history.append("kept", 3, [line], null);
    await history.append("kept", 3, [{ ...line, event: "resolved" }], null);
    expect((await history.read("kept")).rows).toEqual([line]);
  });

  it("tells when a bulletin was published: with its lines, again, or later than they were written; and no line twice", async () => {
    const history = createHistoryStore(dynamo.client, "assessments", null);
    const publication = (at: string) => ({ schemaVersion: 1 as const, bulletin: "b", at });
    const [first, again, late] = ["06:00", "06:10", "07:00"].map((time) =>
      publication(`2026-08-01T${time}:00.000Z`),
    );
    if (first === undefined || again === undefined || late === undefined) throw new Error("three");
    await history.append("published", 4, [line], first);
    await history.append("published", 4, [line], again);
    await history.append("published", 5, [line], null);
    await history.append("published", 5, [], late);
    await history.append("published", 5, [], late);
    const { rows, publications, unreadable } = await history.read("published");
    expect({ rows, publications, unreadable }).toEqual({
      ...{ rows: [line, line], publications: [first, again, late] },
      unreadable: { count: 0, first: [] },
    });
  });
});
