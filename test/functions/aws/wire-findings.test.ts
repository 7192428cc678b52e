import { describe, expect, it } from "vitest";
import { createDynamoClient } from "../../../functions/aws/dynamo/client.ts";
import { createFindingLog } from "../../../functions/aws/dynamo/finding-store.ts";
import { createWatchStore } from "../../../functions/aws/dynamo/watch-store.ts";
import type { FaultKind } from "../../support/faulty-wire.ts";
import { FindingsWorld } from "../../support/findings-world.ts";
import { timeoutsFor, wiredRun } from "../../support/wired-run.ts";

// A look of the watchdog whose memory and whose lines for the event log are behind a wire that can fail.

const wired = wiredRun();

/** A world in which a look has two things to tell. */
async function worldOn(kind: FaultKind | null) {
  const client = createDynamoClient(kind === null ? {} : timeoutsFor(kind, 500));
  const world = new FindingsWorld({
    watches: createWatchStore(client, "ledgers"),
    findings: createFindingLog(client, "assessments", null),
  });
  await world.recompute();
  world.isGone = true;
  world.wait(4 * 24);
  return { world, close: () => client.destroy() };
}

const told = async (world: FindingsWorld) =>
  (await world.lines()).map(({ event, finding }) => `${event} ${finding}`).sort();
const BOTH = ["found gone:a@example.com", "found stale:ai"];
const ofLines = ({ name }: { name: string }) => name.startsWith("PutItem assessments finding#");

describe("what a look has told", () => {
  const kinds: FaultKind[] = ["throttled", "a lost answer", "half an answer", "no answer"];

  it.each(kinds)("is recorded once when each of its writes first meets %s", async (kind) => {
    const { world, close } = await worldOn(kind);
    wired.cloud.wire.let({ kind, to: ({ operation, attempt }) => operation === "PutItem" && attempt === 1 });
    await world.look();
    wired.cloud.wire.let();
    expect(world.sent).toHaveLength(1);
    expect(await told(world)).toEqual(BOTH);
    expect((await world.memory()).unrecorded).toEqual([]);
    await world.check();
    close();
  });

  it("is remembered while it cannot be recorded, and recorded by the next look, which tells nothing again", async () => {
    const { world, close } = await worldOn(null);
    wired.cloud.wire.let({ kind: "an internal error", to: ofLines });
    await expect(world.look()).rejects.toThrow(
      "what was told could not be written into the event log: Internal error.",
    );
    wired.cloud.wire.let();
    expect((await world.memory()).unrecorded).toHaveLength(2);
    await world.check();
    world.wait(1);
    await world.look();
    expect(world.sent).toHaveLength(1);
    expect((await world.memory()).unrecorded).toEqual([]);
    expect(await told(world)).toEqual(BOTH);
    close();
  });
});
