import { PublishCommand } from "@aws-sdk/client-sns";
import { describe, expect, it } from "vitest";
import { MOST_PUT_MS } from "../../../functions/aws/events/event-bus.ts";
import { createSnsClient } from "../../../functions/aws/sns/client.ts";
import type { Timeouts } from "../../../functions/runtime/timeouts.ts";
import { claimEnd } from "../../../shared/values/claim.ts";
import { aShareOf } from "../../support/cases.ts";
import { type FaultKind, losesTheAnswer } from "../../support/faulty-wire.ts";
import { firstTryOf, timeoutsFor, wiredRun } from "../../support/wired-run.ts";

const wired = wiredRun();

// A store asks once whether its table has an index.
const ITS_INDEX = 1;

describe("a recompute that raises an alert", () => {
  it("asks for each thing once, and at a first look for its positions twice and for those before them; last it strikes what it has published", () => {
    expect(new Set(wired.names).size).toBe(wired.names.length);
    expect(wired.names.filter((name) => name.startsWith("Query positions"))).toHaveLength(ITS_INDEX + 3 * 16);
    const last = ["Publish", "PutEvents", "PutItem assessments event#…", "PutItem ledgers ai (2)"];
    expect(wired.names.slice(-5)).toEqual(["PutItem ledgers ai", ...last]);
  });

  const toEach: FaultKind[] = ["throttled", "a lost answer"];

  it.each(toEach)("ends as if nothing had been when any one of its requests meets %s", async (kind) => {
    for (const name of aShareOf(wired.names, 8)) await expectNothingOf(kind, [name]);
  });

  const toStages: FaultKind[] = [
    "an internal error",
    "no answer",
    "a reset before it arrives",
    "half an answer",
  ];

  it.each(toStages)(
    "ends as if nothing had been when all that it asks for at once meets %s",
    async (kind) => {
      const isAtOnce = (name: string) => name.startsWith("Query positions") || name.startsWith("Scan");
      await expectNothingOf(kind, wired.names.filter(isAtOnce));
      const others = wired.names.filter((name) => !isAtOnce(name));
      for (const name of aShareOf(others, 8)) await expectNothingOf(kind, [name]);
    },
  );
});

describe("a publish", () => {
  it("that meets no end of timeouts is given up before another run may take its bulletin", async () => {
    wired.cloud.wire.let({ kind: "throttled", to: ({ operation }) => operation === "Publish" });
    const client = createSnsClient();
    await expect(client.send(new PublishCommand({ TopicArn: "arn", Message: "m" }))).rejects.toThrow();
    const handler = client.config.requestHandler as { httpHandlerConfigs?: () => Partial<Timeouts> };
    const { requestTimeout = 0, socketTimeout = 0 } = handler.httpHandlerConfigs?.() ?? {};
    expect(Math.min(requestTimeout, socketTimeout)).toBeGreaterThan(1000);
    const longest = (await client.config.maxAttempts()) * (requestTimeout + socketTimeout);
    client.destroy();
    expect(longest + MOST_PUT_MS).toBeLessThan(claimEnd(new Date(0)).getTime());
  });
});

describe("the wire", () => {
  it("fails a test whose fault never happened", () => {
    const { wire } = wired.cloud;
    wire.let({ kind: "throttled", to: () => false });
    expect(() => wire.let()).toThrow("1 planned faults never happened");
  });
});

/** Expects a run to overcome a fault, and to publish twice only if the fault lost the answer of a publish. */
async function expectNothingOf(kind: FaultKind, names: string[]): Promise<void> {
  const { cloud } = wired;
  await cloud.reset();
  cloud.timeouts = timeoutsFor(kind, 500);
  cloud.wire.let(...names.map((name) => ({ kind, to: firstTryOf(name) })));
  expect(await wired.run(), names[0]).toMatchObject({ error: null });
  const times = (name: string) => (names.includes(name) && losesTheAnswer(kind) ? 2 : 1);
  await wired.expectToldAndClean(times("Publish"), names.join(), times("PutEvents"));
}
