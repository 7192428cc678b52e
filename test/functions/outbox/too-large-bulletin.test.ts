import { describe, expect, it } from "vitest";
import { createLedgerStore } from "../../../functions/aws/dynamo/ledger-store.ts";
import { createPositionRows } from "../../../functions/aws/dynamo/position-store.ts";
import type { Ledger } from "../../../shared/recompute/ledger.ts";
import { supplyWith } from "../../support/samples.ts";
import { wiredRun, withoutDelays } from "../../support/wired-run.ts";

const wired = wiredRun();

describe("a bulletin that SNS would not take", () => {
  it("left in the outbox by an earlier version is reduced to its news, published late, and struck", async () => {
    withoutDelays();
    const { cloud, policy } = wired;
    const ledgers = createLedgerStore(cloud.direct, "ledgers");
    await cloud.run(policy);
    const [whole] = cloud.published;
    const told = await ledgers.load("ai");
    cloud.published.length = 0;
    const waiting = { ...told, outbox: [tooLarge(whole?.id ?? "", told)] };
    expect(await ledgers.save(waiting, told.version)).not.toBe("conflict");
    // What it told of is over by now: whoever was never told must hear of it before.
    await createPositionRows(cloud.direct, "positions").put(supplyWith(100));
    const { error } = await cloud.run(policy);
    expect(error).toBeNull();
    expect(cloud.published.map(({ subject }) => subject)).toEqual([
      "[WARNING] AI: 30% of supply made in China (limit 25%)",
      expect.stringMatching(/^\[RESOLVED\] AI: 10% /),
    ]);
    const [late] = cloud.published;
    expect(late?.text).toMatch(/^SENT LATE: .+\n.+\n\nWARNING {2}Made in China \[china-origin\]: .+\n\n/);
    expect(late?.text).toContain("more lines: the whole is too long to send");
    expect((await ledgers.load("ai")).outbox).toEqual([]);
    await createPositionRows(cloud.direct, "positions").put(supplyWith(300));
  });
});

/** An entry as version 0.1 could leave it behind: its chain takes more than SNS does. */
function tooLarge(id: string, { version }: Ledger): Ledger["outbox"][number] {
  return {
    version,
    bulletin: {
      schemaVersion: 1,
      id,
      sector: "ai",
      asOf: "2026-07-31",
      assessment: "a",
      level: "warning",
      worst: "warning",
      events: [],
      moreEvents: 0,
      subject: "[WARNING] AI: 30% of supply made in China (limit 25%)",
      text: `WARNING  Made in China [china-origin]: 30.0 %, limit 25 %, NEW\n\nHOW IT GETS IN\n${"  maker > maker\n".repeat(20_000)}\nbulletin ${id}\n`,
    },
    events: [],
    records: [],
    publication: null,
    decidedAt: "2026-08-01T06:00:00.000Z",
    claimedUntil: "2026-08-01T06:01:00.000Z",
  };
}
