import { describe, expect, it } from "vitest";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import { POSITION_COLUMNS } from "../../support/files.ts";
import { BUCKET, type ObjectImportWorld, objectImportWorld } from "../../support/object-import.ts";

const KEY = "positions/july.csv";
const AI = "ai positions positions/july.csv";
const DEFENSE = "defense positions positions/july.csv";
const EVERY = "every positions positions/july.csv";

function positions(...rows: string[]): string {
  return `${[POSITION_COLUMNS, ...rows].join("\n")}\n`;
}
const good = (id: string, sector = "ai") => `${id},${sector},,bess,CN,10,2026-07-01,,x`;
const bad = (id: string, sector = "ai", exposure = "5") =>
  `${id},${sector},,bess,Cathay,${exposure},2026-07-01,,x`;

async function put(world: ObjectImportWorld, text: string, key = KEY): Promise<void> {
  world.objects.set(key, text);
  await importObjects([{ bucket: BUCKET, key }], world.ports);
}

async function refusedAfter(...versions: string[]) {
  const world = objectImportWorld();
  for (const version of versions) await put(world, version);
  return Object.fromEntries(world.refusals);
}

describe("what is refused of a file", () => {
  it("is remembered with its number, exposure, commonest reasons and day", async () => {
    const refused = await refusedAfter(
      positions(good("A"), bad("B"), bad("C"), good("D"), "E,ai,,bess,CN,-1,,,"),
    );
    expect(refused).toEqual({
      [AI]: {
        schemaVersion: 1,
        sector: "ai",
        kind: "positions",
        file: KEY,
        rows: 3,
        rowsAtLeast: false,
        of: 5,
        exposure: 1000,
        exposureAtLeast: true,
        reasons: [
          { reason: 'originCountry: "Cathay" is not a country: write its two-letter code', rows: 2 },
          {
            reason:
              'exposure: "-1" is negative: import map takes credits away from the other rows of their key, with "lines": "add-up" in the mapping',
            rows: 1,
          },
        ],
        since: "2026-08-01",
        digest: expect.stringMatching(/^\w{64}$/),
      },
    });
  });

  it("stands by the sector of each row, and by every sector where a row names none that is known", async () => {
    const refused = await refusedAfter(positions(bad("A"), bad("B", "defense"), bad("C", "moon"), "D,ai"));
    expect(refused).toMatchObject({
      [AI]: { rows: 1, of: null, exposure: 500, exposureAtLeast: false },
      [DEFENSE]: { rows: 1, of: null },
      [EVERY]: { sector: null, rows: 2, of: null, exposure: null, exposureAtLeast: true },
    });
  });

  it("counts a row whose id stands twice with other content", async () => {
    const refused = await refusedAfter(positions(good("A"), good("A").replace(",10,", ",11,")));
    expect(refused).toMatchObject({ [AI]: { rows: 1, of: 2, exposure: 1100, exposureAtLeast: false } });
  });

  it("has no end where reading stopped: every sector may lack rows", async () => {
    const refused = await refusedAfter(positions(good("A"), '"B,ai'));
    expect(refused).toMatchObject({
      [EVERY]: { rows: 1, rowsAtLeast: true, of: null, exposureAtLeast: true },
    });
  });

  it.each([
    ["suppliers/a.csv", "supplierId,name,country,parentId,parentStake,lists\ns,S,Narnia,,,\nt,T,CN,,,\n"],
    ["links/a.csv", "supplierId,input,upstreamId,share,source\ns,cells,t,2,x\nu,cells,t,0.2,x\n"],
  ])("%s is missing to every sector, and has no exposure", async (key, text) => {
    const world = objectImportWorld();
    await put(world, text, key);
    expect([...world.refusals.values()]).toMatchObject([
      { sector: null, kind: key.split("/")[0], rows: 1, of: 2, exposure: null, exposureAtLeast: false },
    ]);
  });

  it("of customs figures is a whole period where its sum is wrong, in the sector of the file", async () => {
    const world = objectImportWorld();
    const rows = ["1,2026-06,China,5", "1,2026-06,Japan,6", "1,2026-06,TOTAL,12", "1,2026-07,Narnia,7"];
    const text = ["hts,period,country,general_customs_value_usd", ...rows, ""].join("\n");
    await put(world, text, "usitc/us-storage-imports/a.csv");
    expect([...world.refusals.values()]).toMatchObject([
      {
        sector: "us-storage-imports",
        kind: "usitc",
        rows: 3,
        of: null,
        exposure: 1800,
        exposureAtLeast: false,
      },
    ]);
  });
});

describe("a later version of the file", () => {
  it("from which nothing is refused brings it in", async () => {
    expect(
      await refusedAfter(positions(bad("A"), bad("B", "moon")), positions(good("A"), good("B"))),
    ).toEqual({});
  });

  it("in a folder replace/ is the same file", async () => {
    const world = objectImportWorld();
    await put(world, positions(bad("A")));
    await put(world, positions(good("A")), "positions/replace/july.csv");
    expect(world.refusals.size).toBe(0);
  });

  it("takes the place of what was remembered, also where it refuses other sectors' rows", async () => {
    const refused = await refusedAfter(
      positions(bad("A"), bad("B")),
      positions(good("A"), bad("B", "defense")),
    );
    expect(Object.keys(refused)).toEqual([DEFENSE]);
  });

  it("that is the very same changes nothing, not even since when", async () => {
    const world = objectImportWorld();
    await put(world, positions(bad("A")));
    const before = structuredClone(world.refusals);
    const ports = { ...world.ports, now: () => new Date("2026-09-01T00:00:00Z") };
    await importObjects([{ bucket: BUCKET, key: KEY }], ports);
    expect(world.refusals).toEqual(before);
  });

  it("of another name leaves it", async () => {
    const world = objectImportWorld();
    await put(world, positions(bad("A")));
    await put(world, positions(good("A")), "positions/august.csv");
    expect([...world.refusals.keys()]).toEqual([AI]);
  });

  it("that is refused as a whole keeps what was refused before, and is missing to every sector", async () => {
    const world = objectImportWorld();
    await put(world, positions(bad("A")));
    await put(world, "a,b\n1,2\n");
    expect(Object.fromEntries(world.refusals)).toMatchObject({
      [AI]: { rows: 1 },
      [EVERY]: { rows: 0, rowsAtLeast: true, of: null },
    });
    await put(world, positions(good("A")));
    expect(world.refusals.size).toBe(0);
  });
});

describe("an import that stops", () => {
  it.each(["put", "start", "refusals put"])(
    "at its first %s never leaves a file that seems whole",
    async (step) => {
      const world = objectImportWorld({ [KEY]: positions(good("A"), bad("B")) });
      world.before.step = (name) => {
        if (name === step.replace("refusals put", "put refusals")) throw new Error("the process died");
      };
      await expect(put(world, positions(good("A"), bad("B")))).rejects.toThrow("the process died");
      if (world.positions.size > 0) expect([...world.refusals.keys()]).toEqual([AI]);
      world.before.step = () => {};
      await put(world, positions(good("A"), bad("B")));
      expect([...world.refusals.keys()]).toEqual([AI]);
      expect(world.positions.size).toBe(1);
    },
  );

  it("before all of a mended version is stored still remembers what was refused", async () => {
    const world = objectImportWorld();
    await put(world, positions(good("A"), bad("B")));
    world.before.step = (name, about) => {
      if (name === "put" && about.includes("B")) throw new Error("the process died");
    };
    await expect(put(world, positions(good("A"), good("B")))).rejects.toThrow("the process died");
    expect([...world.refusals.keys()]).toEqual([AI]);
    world.before.step = () => {};
    await put(world, positions(good("A"), good("B")));
    expect(world.refusals.size).toBe(0);
  });
});

describe("the recompute after an import", () => {
  it("is started for a sector of which nothing but refused rows came", async () => {
    const world = objectImportWorld();
    await put(world, positions(bad("A", "defense")));
    expect(world.started).toEqual(["defense"]);
  });

  it("is started by a retry of an import that stopped before it", async () => {
    const world = objectImportWorld();
    world.before.step = (name) => {
      if (name === "start") throw new Error("the process died");
    };
    await expect(put(world, positions(bad("A", "defense")))).rejects.toThrow("the process died");
    world.before.step = () => {};
    await put(world, positions(bad("A", "defense")));
    expect(world.started).toEqual(["defense"]);
  });
});
