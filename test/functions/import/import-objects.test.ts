import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import { unpack } from "../../../functions/import/files/gunzip.ts";
import { POSITION_COLUMNS } from "../../support/files.ts";
import { BUCKET, type ObjectImportWorld, objectImportWorld } from "../../support/object-import.ts";

const positions = (...rows: string[]) => `${[POSITION_COLUMNS, ...rows].join("\n")}\n`;
const JULY = positions("P-1,ai,,bess,CN,1,2026-07-01,,x", "P-2,defense,,bess,CN,2,2026-07-01,,x");
const BROKEN = positions("P-1,ai,,bess,CN,1,,,", '=cmd,ai,,bess,Narnia,-5,,,"');
const KEY = "positions/july.csv";
const ROWS = `rejects/${KEY}.rejects.csv`;
const REPORT = `rejects/${KEY}.report.json`;

const importKeys = (world: ObjectImportWorld, ...keys: string[]) =>
  importObjects(
    keys.map((key) => ({ bucket: BUCKET, key })),
    world.ports,
  );

/** Fails the first time that a step is taken. */
function failOnce(world: ObjectImportWorld, failing: string): void {
  let failed = false;
  world.before.step = (name) => {
    if (name !== failing || failed) return;
    failed = true;
    throw new Error("Throttled");
  };
}

/** The sectors of its markers. Each has ended. */
function endedIn({ markers }: ObjectImportWorld): string[] {
  expect([...markers.values()].filter(({ endedAt }) => endedAt === null)).toEqual([]);
  return [...markers.values()].map(({ sector }) => sector).sort();
}

describe("an object", () => {
  it("of positions is imported, and the recompute of its sectors started", async () => {
    const world = objectImportWorld({ [KEY]: JULY });
    expect(await importKeys(world, KEY)).toEqual([
      {
        bucket: BUCKET,
        key: KEY,
        status: "imported",
        report: expect.objectContaining({ file: KEY, rows: 2, added: 2, rejected: 0 }),
        started: ["ai", "defense"],
      },
    ]);
    expect(world.started).toEqual(["ai", "defense"]);
    expect([...world.objects.keys()]).toEqual([KEY]);
    expect(endedIn(world)).toEqual(["ai", "defense"]);
  });

  it.each([
    ["suppliers/all.csv", "supplierId,name,country,parentId,parentStake,lists\ns,S,CN,,,\n"],
    ["links/all.csv", "supplierId,input,upstreamId,share,source\ns,cells,t,0.5,x\n"],
  ])("%s starts every sector", async (key, text) => {
    const world = objectImportWorld({ [key]: text });
    const [result] = await importKeys(world, key);
    expect(result).toMatchObject({ status: "imported", started: ["ai", "defense", "us-storage-imports"] });
    expect(endedIn(world)).toEqual(["ai", "defense", "us-storage-imports"]);
  });

  it.each([
    [KEY, positions()],
    ["links/none.csv", "supplierId,input,upstreamId,share,source\n"],
  ])("%s without a row starts nothing", async (key, text) => {
    const world = objectImportWorld({ [key]: text });
    expect(await importKeys(world, key)).toMatchObject([{ status: "imported", started: [] }]);
    expect(world.started).toEqual([]);
  });

  it("that is gone is told so, and is no failure", async () => {
    const world = objectImportWorld();
    expect(await importKeys(world, KEY)).toEqual([
      { bucket: BUCKET, key: KEY, status: "gone", reason: "is not there, or no longer", started: [] },
    ]);
    expect(world.objects.size).toBe(0);
  });

  it("that an import wrote, or a folder, is left alone", async () => {
    const world = objectImportWorld({ [ROWS]: "line,column,reason\r\n" });
    expect(await importKeys(world, ROWS, REPORT, "positions/")).toMatchObject(
      Array.from({ length: 3 }, () => ({ status: "ignored", started: [] })),
    );
    expect([...world.objects.keys()]).toEqual([ROWS]);
  });

  it("under replace/ removes what is gone from its source", async () => {
    const key = "positions/replace/july.csv";
    const world = objectImportWorld({ [KEY]: JULY, [key]: positions("P-9,ai,,bess,CN,1,2026-07-01,,x") });
    expect(await importKeys(world, KEY, key)).toMatchObject([{}, { report: { added: 1, removed: 1 } }]);
    expect([...world.positions.keys()]).toEqual(["defense P-2", "ai P-9"]);
  });
});

describe("what is rejected", () => {
  it("stands beside the file, and goes with the next good one", async () => {
    const bad = positions("P-1,ai,,bess,CN,1,,,", "P-2,ai,,bess,=Narnia(),1,,,");
    const world = objectImportWorld({ [KEY]: bad });
    const [result] = await importKeys(world, KEY);
    expect(result).toMatchObject({ status: "imported", rejects: ROWS, report: { rows: 1, rejected: 1 } });
    expect(result?.report).not.toHaveProperty("rejections");
    expect(world.objects.get(ROWS)).toBe(
      'line,column,reason\r\n3,originCountry,"""=Narnia()"" is not a country: write its two-letter code"\r\n',
    );
    expect(JSON.parse(String(world.objects.get(REPORT)))).toMatchObject({
      bucket: BUCKET,
      key: KEY,
      status: "imported",
      report: { file: KEY, rejections: [{ line: 3, column: "originCountry" }] },
    });
    world.objects.set(KEY, JULY);
    await importKeys(world, KEY);
    expect([...world.objects.keys()]).toEqual([KEY]);
  });

  it.each([
    ["a wrong header", "a,b\n1,2\n", "line 1: the header lacks positionId"],
    ["no header", "", "is empty: the header is missing"],
    ["half of UTF-16", Buffer.from([0xff, 0xfe, 0x00]), "is not whole UTF-16 text"],
    ["bytes that are no text", Buffer.from([0x81, 0x2c, 0x61]), "is text in neither UTF-8 nor Windows-1252"],
  ])("as a whole, for %s, is told in a report, and fails nothing", async (_name, text, reason) => {
    const world = objectImportWorld({ [KEY]: text, [ROWS]: "of an earlier version" });
    expect(await importKeys(world, KEY)).toEqual([
      {
        bucket: BUCKET,
        key: KEY,
        status: "refused",
        reason: expect.stringContaining(reason),
        rejects: REPORT,
        started: [],
      },
    ]);
    expect([...world.objects.keys()]).toEqual([KEY, REPORT]);
    expect(JSON.parse(String(world.objects.get(REPORT)))).toMatchObject({ status: "refused" });
  });

  it("for its key is told under a key that leads nowhere else", async () => {
    const key = "positions/../../etc/passwd.csv";
    const world = objectImportWorld({ [key]: JULY });
    const [result] = await importKeys(world, key);
    expect(result).toMatchObject({ status: "refused", started: [] });
    expect([...world.objects.keys()]).toEqual([
      key,
      expect.stringMatching(/^rejects\/by-sha256\/\w{64}\.report/),
    ]);
  });
});

describe("a packed file", () => {
  it("is imported as it is unpacked", async () => {
    const key = `${KEY}.gz`;
    const world = objectImportWorld({ [key]: gzipSync(JULY) });
    expect(await importKeys(world, key)).toMatchObject([{ status: "imported", report: { rows: 2 } }]);
  });

  it("that is not gzip is refused", async () => {
    const world = objectImportWorld({ [`${KEY}.gz`]: JULY });
    expect(await importKeys(world, `${KEY}.gz`)).toMatchObject([
      { status: "refused", reason: expect.stringContaining("is not whole gzip") },
    ]);
  });

  it("that ends early keeps its good rows, and says where it ends", async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `P-${at},ai,,bess,CN,${at * 7919},2026-07-01,,x`);
    const packed = gzipSync(positions(...rows));
    const world = objectImportWorld({ [`${KEY}.gz`]: packed.subarray(0, packed.length / 2) });
    const [result] = await importKeys(world, `${KEY}.gz`);
    expect(result).toMatchObject({ status: "imported", report: { rejected: 1 }, started: ["ai"] });
    expect(world.objects.get(`rejects/${KEY}.gz.rejects.csv`)).toContain(
      "is not whole gzip; nothing after it",
    );
    expect(world.positions.size).toBe(result?.report?.rows);
  });

  it("that is a bomb is not unpacked past the limit", async () => {
    const bomb = gzipSync(`${POSITION_COLUMNS}\n${"\n".repeat(101_000_000)}`);
    const world = objectImportWorld({ [`${KEY}.gz`]: bomb });
    expect(await importKeys(world, `${KEY}.gz`)).toMatchObject([{ report: { rows: 0, rejected: 1 } }]);
    expect(world.objects.get(`rejects/${KEY}.gz.rejects.csv`)).toContain("holds more than 100 MB of text");
  });

  it("passes on what goes wrong in reading it", async () => {
    async function* broken() {
      yield gzipSync(JULY).subarray(0, 20);
      throw new Error("socket hang up");
    }
    const unpackAll = async () => {
      for await (const _ of unpack(broken()));
    };
    await expect(unpackAll()).rejects.toThrow("socket hang up");
  });
});

describe("several objects in one event", () => {
  it("are all tried: a poisonous one beside a good one is only reported", async () => {
    const world = objectImportWorld({ "positions/bad.csv": "a\n", [KEY]: JULY, "positions/x.exe": "MZ" });
    const results = await importKeys(world, "positions/bad.csv", "positions/x.exe", KEY, KEY);
    expect(results.map(({ status }) => status)).toEqual(["refused", "refused", "imported"]);
    expect(world.started).toEqual(["ai", "defense"]);
  });

  it("are all tried when one fails, which then fails the event, naming it and the step", async () => {
    const world = objectImportWorld({ [KEY]: JULY, "positions/b.csv": BROKEN });
    failOnce(world, "read");
    await expect(importKeys(world, KEY, "positions/b.csv")).rejects.toThrow(
      "s3://files/positions/july.csv: importing it: Throttled",
    );
    expect(world.positions.size).toBe(1);
    expect(world.started).toEqual(["ai"]);
  });
});

describe("a retry", () => {
  it.each(["look", "read", "put", "start"])(
    "after a failure to %s ends as if nothing had happened",
    async (step) => {
      const world = objectImportWorld({ [KEY]: JULY });
      failOnce(world, step);
      await expect(importKeys(world, KEY)).rejects.toThrow("Throttled");
      const [result] = await importKeys(world, KEY);
      expect(result).toMatchObject({ status: "imported", report: { rows: 2 }, started: ["ai", "defense"] });
      expect(new Set(world.started)).toEqual(new Set(["ai", "defense"]));
      expect(world.positions.size).toBe(2);
    },
  );

  it("after a failure to write what was rejected writes it", async () => {
    const world = objectImportWorld({ [KEY]: BROKEN });
    failOnce(world, "write");
    await expect(importKeys(world, KEY)).rejects.toThrow("writing what was rejected: Throttled");
    await importKeys(world, KEY);
    expect(world.objects.has(ROWS)).toBe(true);
  });

  it("tells which recompute could not be started, after the others were", async () => {
    const world = objectImportWorld({ [KEY]: JULY });
    failOnce(world, "start");
    await expect(importKeys(world, KEY)).rejects.toThrow("starting the recompute of ai: Throttled");
    expect(world.started).toEqual(["defense"]);
  });
});

describe("a version that comes during the import of another", () => {
  const NEWER = positions("P-1,ai,,bess,JP,9,2026-07-02,,x");

  it.each(["read", "put"])("at its %s is imported after it", async (step) => {
    const world = objectImportWorld({ [KEY]: JULY });
    world.before.step = (name) => {
      if (name === step) world.objects.set(KEY, NEWER);
    };
    const [result] = await importKeys(world, KEY);
    expect(result).toMatchObject({ status: "imported", started: expect.arrayContaining(["ai"]) });
    expect(world.positions.get("ai P-1")).toMatchObject({ originCountry: "JP", exposure: 900 });
  });

  it("takes the place of what was rejected of it", async () => {
    const world = objectImportWorld({ [KEY]: BROKEN });
    world.before.step = (name, about) => {
      if (name === "write" && about === ROWS) world.objects.set(KEY, NEWER);
    };
    await importKeys(world, KEY);
    expect([...world.objects.keys()]).toEqual([KEY]);
  });

  it("ends with the newest, whichever of two events ends last", async () => {
    const world = objectImportWorld({ [KEY]: JULY });
    const first = importKeys(world, KEY);
    world.objects.set(KEY, NEWER);
    await Promise.all([first, importKeys(world, KEY)]);
    expect(world.positions.get("ai P-1")).toMatchObject({ originCountry: "JP", exposure: 900 });
  });
});
