import { describe, expect, it } from "vitest";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import { importSchemaFor, type ObjectEvent } from "../../../shared/contract/import-payload.ts";
import { POSITION_COLUMNS } from "../../support/files.ts";
import { BUCKET, type ObjectImportWorld, objectImportWorld } from "../../support/object-import.ts";

const JULY = `${POSITION_COLUMNS}\nP-1,ai,,bess,CN,1,2026-07-01,,x\n`;

const put = (world: ObjectImportWorld, key: string) => importObjects([{ bucket: BUCKET, key }], world.ports);
/** An event as EventBridge hands it over. */
const eventOf = (type: string, key: string): ObjectEvent[] => {
  const event = { "detail-type": type, detail: { bucket: { name: BUCKET }, object: { key } } };
  return importSchemaFor(event).parse(event);
};
const reasonsOf = (world: ObjectImportWorld) => [...world.strays.values()].map(({ reason }) => reason);

describe("a file whose key does not say how to import it", () => {
  it.each([
    ["position/july.csv", "the key must begin with positions/, suppliers/, links/, "],
    ["july.csv", "the key must begin with positions/, suppliers/, links/, "],
    ["positions/july.xls", "the key must end with .csv, .tsv, .txt, the same and .gz, or .xlsx"],
    ["usitc/aii/bess.csv", '"aii" is not a sector; nearest: ai'],
    ["suppliers/replace/all.csv", "suppliers have no source, so there is nothing to replace"],
    ["positions//july.csv", "the key must not hold empty parts"],
  ])("%s is refused and remembered with its reason", async (key, reason) => {
    const world = objectImportWorld({ [key]: JULY });
    expect(await put(world, key)).toMatchObject([{ status: "refused", started: [] }]);
    expect([...world.strays.values()]).toEqual([
      {
        schemaVersion: 1,
        bucket: BUCKET,
        key,
        reason: expect.stringContaining(reason),
        since: "2026-08-01",
      },
    ]);
    // No sector is known to lack its rows.
    expect(world.refusals.size).toBe(0);
  });

  it("is remembered since it was first refused, whatever is put there later", async () => {
    const world = objectImportWorld({ "july.csv": JULY });
    await put(world, "july.csv");
    world.objects.set("july.csv", "something else");
    await importObjects([{ bucket: BUCKET, key: "july.csv" }], {
      ...world.ports,
      now: () => new Date("2026-08-09T06:00:00Z"),
    });
    expect(world.strays.get("july.csv")).toMatchObject({ since: "2026-08-01" });
  });

  it("is forgotten, with the report about it, once it is moved to where it belongs", async () => {
    const world = objectImportWorld({ "july.csv": JULY });
    await put(world, "july.csv");
    world.objects.set("positions/july.csv", JULY);
    await importObjects(eventOf("Object Created", "positions/july.csv"), world.ports);
    expect(reasonsOf(world)).toHaveLength(1);
    world.objects.delete("july.csv");
    const [result] = await importObjects(eventOf("Object Deleted", "july.csv"), world.ports);
    expect(result).toMatchObject({ status: "gone", started: [] });
    expect(reasonsOf(world)).toEqual([]);
    expect([...world.objects.keys()]).toEqual(["positions/july.csv"]);
  });

  it("stays while only an earlier version of it is deleted", async () => {
    const world = objectImportWorld({ "july.csv": JULY });
    await put(world, "july.csv");
    await importObjects(eventOf("Object Deleted", "july.csv"), world.ports);
    expect(reasonsOf(world)).toHaveLength(1);
  });

  it("is forgotten once its key can be read: a policy came", async () => {
    const key = "usitc/eu-imports/bess.csv";
    const world = objectImportWorld({ [key]: "no table" });
    await put(world, key);
    expect(reasonsOf(world)).toHaveLength(1);
    const [ai] = world.ports.policies.values();
    if (ai === undefined) throw new Error("no policy");
    const policies = new Map([["eu-imports", { ...ai, sector: "eu-imports" }]]);
    await importObjects([{ bucket: BUCKET, key }], { ...world.ports, policies });
    expect(reasonsOf(world)).toEqual([]);
  });
});

describe("a file that is deleted", () => {
  it("imports nothing, whatever stands there still: a newer file may have changed its rows", async () => {
    const key = "positions/july.csv";
    const world = objectImportWorld({ [key]: JULY });
    const [result] = await importObjects(eventOf("Object Deleted", key), world.ports);
    expect(result).toMatchObject({
      status: "ignored",
      reason: "a version of it was deleted: what was imported of it stays",
      started: [],
    });
    expect(world.positions.size).toBe(0);
  });

  it("is told from one that is put also in a notification of S3 itself", () => {
    const event = {
      Records: ["ObjectRemoved:Delete", "ObjectCreated:Put"].map((eventName) => ({
        eventName,
        s3: { bucket: { name: BUCKET }, object: { key: "positions/july.csv" } },
      })),
    };
    const place = { bucket: BUCKET, key: "positions/july.csv" };
    expect(importSchemaFor(event).parse(event)).toEqual([{ ...place, wasDeleted: true }, place]);
  });
});
