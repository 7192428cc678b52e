import { describe, expect, it } from "vitest";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import type { ObjectImportPorts } from "../../../functions/import/ports.ts";
import { importPrefixes } from "../../../shared/contract/buckets.ts";
import { erpMapping } from "../../support/erp.ts";
import { POSITION_COLUMNS } from "../../support/files.ts";
import { type MemoryPorts, memoryPorts, memoryRefusals, memoryStrays } from "../../support/memory.ts";
import { BUCKET, objectImportWorld } from "../../support/object-import.ts";
import { chinaPolicy } from "../../support/samples.ts";
import { watched } from "../../support/watched.ts";

const names = ["ai", "defense"];
const deployment = {
  policies: new Map(names.map((name) => [name, chinaPolicy(name)])),
  version: "1.2.3",
  place: { stack: "Chokepoint" },
};
const rows = (...all: string[]) => `${[POSITION_COLUMNS, ...all].join("\n")}\n`;
const GOOD = "P-1,ai,,bess,CN,1,2026-07-01,,x";
const BAD = "P-2,ai,,bess,Narnia,250000,2026-07-01,,x";

/** A bucket, and a watchdog over the same stores. */
function feeds(files: Record<string, string>) {
  const memory: MemoryPorts = memoryPorts();
  const world = objectImportWorld(files);
  const ports: ObjectImportPorts = {
    ...world.ports,
    refusals: memoryRefusals(memory.stored.refusals),
    strays: memoryStrays(memory.stored.strays),
  };
  const { told, look } = watched(memory, deployment);
  return {
    told,
    look,
    put: async (key: string, text?: string) => {
      if (text !== undefined) world.objects.set(key, text);
      await importObjects([{ bucket: BUCKET, key }], ports);
    },
    remove: async (key: string) => {
      world.objects.delete(key);
      await importObjects([{ bucket: BUCKET, key, wasDeleted: true }], ports);
    },
  };
}

describe("a broken feed is told to operations until it is mended", () => {
  it("a file that is refused as a whole: which, why, and what to do", async () => {
    const key = "positions/july.csv";
    const { told, look, put } = feeds({ [key]: "what,is,this\n" });
    await put(key);
    expect((await look()).counts.brokenFeeds).toBe(1);
    expect(told[0]).toContain(
      "every sector: REFUSED FILE: positions/july.csv was refused as a whole: figures may be too low or too high. Reason: line 1: the header lacks",
    );
    expect(told[0]).toContain(
      "Correct it and import the file again under its name: until then no alert of any sector eases or resolves. ",
    );
    await look();
    expect(told).toHaveLength(1);
    await put(key, rows(GOOD));
    expect((await look()).counts.brokenFeeds).toBe(0);
    expect(told[1]).toMatch(
      /SOLVED This is over, first seen on .{16} UTC: every sector: REFUSED FILE: positions\/july\.csv/,
    );
  });

  it("half of the rows rejected: how many, worth how much, most often why, and what to do", async () => {
    const key = "positions/july.csv";
    const { told, look, put } = feeds({ [key]: rows(GOOD, BAD) });
    await put(key);
    expect((await look()).counts.brokenFeeds).toBe(1);
    expect(told[0]).toContain(
      'ai: REFUSED ROWS: 1 of 2 rows of positions/july.csv was refused (USD 250.0 k): figures may be too low or too high. Most often: originCountry: "Narnia" is not a country: write its two-letter code. Correct them and import the file again under its name: until then no alert of ai eases or resolves. ',
    );
    await put(key, rows(GOOD, BAD.replace("Narnia", "KR")));
    await look();
    expect(told[1]).toMatch(/SOLVED This is over, first seen on .{16} UTC: ai: REFUSED ROWS: 1 of 2 rows/);
  });

  it("a key with an unknown prefix: why it was not imported, and what to do; solved when it is moved", async () => {
    const key = "position/july.csv";
    const { told, look, put, remove } = feeds({ [key]: rows(GOOD) });
    await put(key);
    expect((await look()).counts.brokenFeeds).toBe(1);
    expect(told[0]).toContain(
      `STRAY FILE: position/july.csv in the import bucket was not imported, since 2026-08-01: the key must begin with ${importPrefixes.join(", ")}. None of its rows was read. Put it where it belongs, and delete it here. `,
    );
    await put(`positions/july.csv`, rows(GOOD));
    await look();
    expect(told).toHaveLength(1);
    await remove(key);
    expect((await look()).counts.brokenFeeds).toBe(0);
    expect(told[1]).toMatch(/SOLVED This is over, first seen on .{16} UTC: STRAY FILE: position\/july\.csv/);
  });

  it("a mapping that cannot be used; solved when it is mended", async () => {
    const key = "map/erp/mapping.json";
    const { told, look, put } = feeds({ [key]: "{" });
    await put(key);
    expect((await look()).counts.brokenFeeds).toBe(1);
    expect(told[0]).toMatch(
      /BROKEN MAPPING: map\/erp\/mapping\.json in the import bucket cannot be used, since 2026-08-01: is not JSON: .*\. No table beside it is imported until it is mended\. /,
    );
    await put(key, JSON.stringify(erpMapping));
    expect((await look()).counts.brokenFeeds).toBe(0);
    expect(told[1]).toMatch(
      /SOLVED This is over, first seen on .{16} UTC: BROKEN MAPPING: map\/erp\/mapping\.json/,
    );
  });

  it("each again every day while it stands", async () => {
    const { told, look, put } = feeds({ "july.csv": rows(GOOD) });
    await put("july.csv");
    for (let hour = 0; hour < 25; hour += 1) await look();
    expect(told).toHaveLength(2);
    expect(told[1]).toContain("STILL STRAY FILE: july.csv");
  });

  it("and of more than twenty it says how many there are", async () => {
    const { told, look, put } = feeds({});
    for (let at = 0; at < 25; at += 1) await put(`stray-${at}.csv`, "x");
    const { counts, problems } = await look();
    expect(counts.brokenFeeds).toBe(25);
    expect(problems.at(-1)?.text).toBe("files that were not imported whole: 5 more");
    expect(told[0]).toContain("and 9 more ");
  });
});

describe("a watchdog that cannot look at the files", () => {
  it("counts none of them, and takes none as mended", async () => {
    const memory = memoryPorts();
    const strays = memoryStrays(memory.stored.strays);
    await strays.put([
      { schemaVersion: 1, bucket: BUCKET, key: "july.csv", reason: "no prefix", since: "2026-08-01" },
    ]);
    let isDown = false;
    const { told, look } = watched(memory, deployment, {
      strays: { all: () => (isDown ? Promise.reject(new Error("the table is gone")) : strays.all()) },
    });
    await look();
    isDown = true;
    const { counts, problems } = await look();
    expect(counts.brokenFeeds).toBeNull();
    expect(problems.map(({ key }) => key)).toContain(`stray:${BUCKET}:july.csv`);
    expect(told[1]).toContain("the watchdog cannot look at the files that were refused: the table is gone");
    expect(told[1]).not.toContain("SOLVED");
  });
});
