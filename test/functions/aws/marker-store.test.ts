import { afterAll, beforeAll, expect, it } from "vitest";
import { createMarkerRows, createMarkerStore } from "../../../functions/aws/dynamo/marker-store.ts";
import type { ImportMarker } from "../../../shared/imports/marker.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

const marker: ImportMarker = {
  schemaVersion: 1,
  sector: "ai",
  kind: "positions",
  file: `positions/${"a".repeat(1000)}.csv`,
  runner: "lambda-1",
  importId: "0ms8len40-4c531a",
  startedAt: "2026-08-01T05:00:00.000Z",
  until: "2026-08-01T05:15:00.000Z",
  endedAt: null,
};

it("a marker is read by its sector, one for each runner, and removed only as it was read", async () => {
  const rows = createMarkerRows(dynamo.client, "assessments");
  const store = createMarkerStore(dynamo.client, "assessments");
  const other = { ...marker, runner: "lambda-2" };
  await rows.put([marker, other, { ...marker, sector: "defense" }]);
  const found = (await store.of("ai")).rows;
  expect(found).toHaveLength(2);
  expect(found).toEqual(expect.arrayContaining([marker, other]));
  const again = { ...marker, importId: "0ms8len41-4c531a" };
  await rows.put([again]);
  await store.remove(marker);
  await store.remove(other);
  await store.remove(other);
  expect((await store.of("ai")).rows).toEqual([again]);
  await store.remove(again);
  expect((await store.of("ai")).rows).toEqual([]);
  expect((await store.of("defense")).rows).toHaveLength(1);
});
