import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";
import { watched } from "../../support/watched.ts";

const about = { version: "1.2.3", place: { stack: "Chokepoint" } };
const withPolicy = { ...about, policies: new Map([["ai", chinaPolicy("ai")]]) };
const without = { ...about, policies: new Map([["grid", chinaPolicy("grid")]]) };

const FINDING =
  "ai is not watched: there is no policy of it, and its 1 open alert stays open: put ai.json back, or close it";
const COMMAND = "npx chokepoint recompute --sector ai --close --stack Chokepoint";

/** A sector with so much from China, whose policy is then taken away. */
async function sectorLeft(chinese: number) {
  const memory = memoryPorts(supplyWith(chinese));
  await recompute({}, memory, withPolicy);
  const texts = async ({ look }: ReturnType<typeof watched>) =>
    (await look()).problems.map(({ text }) => text).filter((text) => text.startsWith("ai "));
  return { memory, before: watched(memory, withPolicy), after: watched(memory, without), texts };
}

describe("a sector whose policy is gone", () => {
  it("is told to operations an hour later while its alerts are open, and when they are closed", async () => {
    const { memory, before, after, texts } = await sectorLeft(740);
    expect(await texts(before)).toEqual([]);
    const { problems } = await after.look();
    expect(problems).toContainEqual(expect.objectContaining({ sector: "ai", text: FINDING }));
    expect(after.told.join()).not.toContain(FINDING);
    expect(await texts(after)).toEqual([FINDING]);
    expect(after.told.at(-1)).toContain(`NEW ${FINDING}. To close it: ${COMMAND} `);

    const [closed] = await recompute({ sector: "ai", close: true }, memory, without);
    expect(closed?.alerts).toMatchObject([{ event: "resolved", reason: expect.anything() }]);
    expect(memory.stored.published.at(-1)?.subject).toMatch(/^\[CLOSED\]/);
    expect(await texts(after)).toEqual([]);
    expect(after.told.at(-1)).toMatch(/^SOLVED This is over, first seen on .{16} UTC: ai is not watched/);
  });

  it("is no problem without an open alert", async () => {
    const { after, texts } = await sectorLeft(100);
    expect(await texts(after)).toEqual([]);
  });
});
