import { describe, expect, it } from "vitest";
import { emptyLedger, ledgerSchema } from "../../../shared/recompute/ledger.ts";

describe("the ledger of a sector that was never assessed", () => {
  it("is stored and read as it is: nothing is open, silenced or waiting", () => {
    const read = ledgerSchema.parse(JSON.parse(JSON.stringify(emptyLedger("ai"))));
    expect(read).toEqual(emptyLedger("ai"));
    expect([read.alerts, read.silences, read.outbox]).toEqual([[], [], []]);
  });

  it("is neither stale nor told as stale where it was stored before that was kept", () => {
    const { staleSince: _, staleNotified: __, ...older } = emptyLedger("ai");
    expect(ledgerSchema.parse(older)).toEqual(emptyLedger("ai"));
  });
});
