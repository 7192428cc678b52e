import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createS3Client } from "../../../functions/aws/s3/client.ts";
import { createFoldedParts, createPlannedParts } from "../../../functions/aws/s3/part-store.ts";
import { type PartsPlan, partsOf } from "../../../shared/parts/plan.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import { foldArbitrary } from "../../support/builders.ts";
import { BUCKET, type ImportCloud, startImportCloud } from "../../support/import-cloud.ts";

let cloud: ImportCloud;
beforeAll(async () => {
  cloud = await startImportCloud();
});
afterAll(() => cloud.close());

const stores = () => {
  const client = createS3Client(process.env.AWS_ENDPOINT_URL_S3);
  return { planned: createPlannedParts(client, BUCKET), folded: createFoldedParts(client, BUCKET) };
};

function planOf(run: string, positions = 100): PartsPlan {
  const own = windowEnding("2026-07-31", 60);
  return {
    schemaVersion: 1,
    sector: "ai",
    run,
    request: { asOf: "2026-07-31", windowDays: 60, dryRun: false, force: false },
    decisions: 3,
    windows: [
      { ...own, tellsImports: true },
      { ...windowEnding("2026-06-30", 60), comparedWith: own },
    ],
    most: MOST_EXPOSURE,
    imports: {
      underWay: [],
      stopped: [],
      ended: [],
      settled: [],
      markers: [],
      unreadable: { count: 0, first: [] },
    },
    parts: partsOf({ after: own.after, end: own.end }, { shards: 4, positions, perPart: 10 }),
    attempt: 0,
  };
}

describe("what parts leave in a bucket", () => {
  it("comes back as it was: the plan, and the folds of a part", async () => {
    const { planned, folded } = stores();
    const plan = planOf("same");
    await folded.savePlan(plan);
    expect(await planned.plan("ai", "same")).toEqual(plan);
    const [part] = plan.parts;
    if (part === undefined) throw new Error("a plan without parts");
    const property = fc.asyncProperty(foldArbitrary, foldArbitrary, async (one, other) => {
      await planned.saveFolds(plan, part, [one, other]);
      expect(await folded.folds(plan, part)).toEqual([one, other]);
    });
    await fc.assert(property, { numRuns: 20 });
    await planned.saveFolds(plan, part, null);
    expect(await folded.folds(plan, part)).toBe(null);
    await folded.remove(plan);
  });

  it("is removed with its run, and nothing of another run", async () => {
    const { planned, folded } = stores();
    const [one, other] = [planOf("one", 2000), planOf("other")];
    for (const plan of [one, other]) {
      await folded.savePlan(plan);
      for (const part of plan.parts) await planned.saveFolds(plan, part, null);
    }
    expect(await cloud.keys()).toHaveLength(one.parts.length + other.parts.length + 2);
    await folded.remove(one);
    expect((await cloud.keys()).every((key) => key.startsWith("folds/ai/other/"))).toBe(true);
    expect(await cloud.keys()).toHaveLength(other.parts.length + 1);
    await folded.remove(other);
  });

  it("is missed in one sentence when it is gone", async () => {
    const { planned, folded } = stores();
    await expect(planned.plan("ai", "gone")).rejects.toThrow(
      "the object folds/ai/gone/plan.json.gz is not there any more",
    );
    await expect(folded.folds(planOf("gone"), { shard: 1, from: null, to: null })).rejects.toThrow(
      "the object folds/ai/gone/1-from-first.json.gz is not there any more",
    );
  });
});
