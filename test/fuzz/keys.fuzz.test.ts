import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importObjects } from "../../functions/import/bucket/import-objects.ts";
import { PayloadError, readPayload } from "../../functions/runtime/payload.ts";
import { importSchemaFor } from "../../shared/contract/import-payload.ts";
import { cases } from "../support/cases.ts";
import { CASES, expectSentence, hostileText } from "../support/hostile.ts";
import { BUCKET, objectImportWorld } from "../support/object-import.ts";

const part = fc.oneof(
  fc.constantFrom(
    "positions",
    "suppliers",
    "links",
    "usitc",
    "comext",
    "us-storage-imports",
    "rejects",
    "replace",
  ),
  fc.constantFrom("..", ".", "", "%2e%2e", "%2F", "+", "a.csv", "b.csv.gz", "C.CSV", "by-sha256"),
  hostileText.map((text) => text.slice(0, 200)),
);
const key = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));

/** The same key as each kind of event would carry it. */
const events = fc.tuple(key, fc.constantFrom("by hand", "S3", "raw", "bus")).map(([name, how]) => {
  const object = { key: how === "S3" && name.isWellFormed() ? encodeURIComponent(name) : name };
  const s3 = { bucket: { name: BUCKET }, object };
  if (how === "by hand") return { bucket: BUCKET, key: name };
  return how === "bus" ? { detail: s3 } : { Records: [{ s3 }, { s3 }] };
});

const FILES = ["", "not a file", "supplierId,name,country,parentId,parentStake,lists\n,,,,,\na,A,,,,\n"];

describe("whatever the key of an object", () => {
  it("its import answers, writes under rejects/ only, and what it writes is imported by nobody", async () => {
    const edge = fc.asyncProperty(events, fc.constantFrom(...FILES), async (event, file) => {
      const places = placesIn(event);
      const world = objectImportWorld(Object.fromEntries(places.map((place) => [place.key, file])));
      const given = new Set(world.objects.keys());
      for (const { reason } of await importObjects(places, world.ports)) {
        if (reason !== undefined) expectSentence(reason);
      }
      const written = [...world.objects.keys()].filter((name) => !given.has(name));
      for (const name of written) expect(name).toMatch(/^rejects\/(?!.*(^|\/)\.{0,2}(\/|$))/);
      const again = await importObjects(
        written.map((name) => ({ bucket: BUCKET, key: name })),
        world.ports,
      );
      expect(again.filter(({ status }) => status !== "ignored")).toEqual([]);
    });
    await fc.assert(edge, cases(CASES));
  });
});

function placesIn(event: unknown) {
  try {
    return readPayload(importSchemaFor(event), event);
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    return [];
  }
}
