import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../../shared/values/day.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { type GuardedSector, guardedSector } from "../../support/guarded-sector.ts";

let sector: GuardedSector;
beforeEach(async () => {
  sector = await guardedSector();
});
afterEach(() => sector.close());

/** A sector of 1,000 dollars, 400 of them made in China: at warning. */
async function openAlert() {
  await sector.put("first.csv", ["A=CN 400", "B=JP 600"]);
  expect((await sector.run()).alerts).toMatchObject([{ level: "warning", event: "raised" }]);
}

describe("an import that would clear an alert", () => {
  it("with invented domestic positions is held until somebody confirms it", async () => {
    await openAlert();
    await sector.put("bad.csv", ["US 2000"]);
    const held = await sector.run();
    expect(held.assessment).toMatchObject({
      incomplete: true,
      unconfirmed: { added: 2000, removed: 0, before: 1000, guard: 0.25, imports: [{ file: "bad.csv" }] },
    });
    expect(held.alerts).toMatchObject([{ level: "warning", event: null }]);
    expect(held.bulletin).toBeNull();
    expect((await sector.run()).alerts).toMatchObject([{ level: "warning", event: null }]);

    await sector.confirm(held.assessment.unconfirmed?.imports[0]?.id);
    const resolved = await sector.run();
    expect(resolved.assessment).toMatchObject({ incomplete: false });
    expect(resolved.assessment).not.toHaveProperty("unconfirmed");
    expect(resolved.assessment.inputHash).toBe(held.assessment.inputHash);
    expect(resolved.alerts).toMatchObject([{ event: "resolved" }]);
  });

  it("by replacing with a shorter file is held, and let go by the right file", async () => {
    await openAlert();
    await sector.put("short.csv", ["B=JP 600"], true);
    expect(await sector.run()).toMatchObject({
      assessment: {
        incomplete: true,
        unconfirmed: { removed: 400, added: 0, imports: [{ file: "short.csv" }] },
      },
      alerts: [{ level: "warning", event: null }],
    });
    await sector.put("first.csv", ["A=CN 400", "B=JP 600"]);
    expect(await sector.run()).toMatchObject({
      assessment: { incomplete: false },
      alerts: [{ level: "warning" }],
    });
  });

  it("by changing where goods are made is held", async () => {
    await openAlert();
    await sector.put("moved.csv", ["A=US 400"]);
    expect(await sector.run()).toMatchObject({
      assessment: { unconfirmed: { removed: 400, added: 400 } },
      alerts: [{ level: "warning", event: null }],
    });
  });

  it("in many small files, each followed by a run, is held once they add up", async () => {
    await openAlert();
    const levels: string[] = [];
    for (let file = 0; file < 8; file += 1) {
      await sector.put(`small-${file}.csv`, ["US 100"]);
      const { assessment, alerts } = await sector.run();
      levels.push(`${assessment.incomplete ? "held" : "free"} ${alerts[0]?.level}`);
    }
    expect(levels).toEqual(["free warning", "free warning", ...Array(6).fill("held warning")]);
  });

  it("in small files over days is held as well, and so is what waited for its day", async () => {
    await openAlert();
    await sector.put("staged.csv", ["US 2000 2026-08-03"]);
    expect((await sector.run()).assessment.incomplete).toBe(false);
    sector.wait(2);
    expect(await sector.run()).toMatchObject({
      assessment: { unconfirmed: { imports: [{ file: "staged.csv" }] } },
    });
    sector.wait(40);
    expect(await sector.run()).toMatchObject({
      assessment: { incomplete: true },
      alerts: [{ level: "warning" }],
    });
  });

  it("by editing a supplier is held, with the file that did", async () => {
    sector.policy = {
      ...sector.policy,
      rules: sector.policy.rules.map((rule) => ({
        ...rule,
        measure: { kind: "share" as const, of: { facet: "control" as const, countries: ["CN"] } },
      })),
    };
    await sector.putSuppliers("suppliers.csv", "catl,CATL,CN,,,", "lg,LG,KR,,,");
    await sector.put("first.csv", ["A=CN 400 2026-07-01 catl", "B=JP 600 2026-07-01 lg"]);
    expect((await sector.run()).alerts).toMatchObject([{ level: "warning" }]);
    await sector.putSuppliers("edited.csv", "catl,CATL,US,,,");
    const held = await sector.run();
    expect(held).toMatchObject({
      assessment: { unconfirmed: { edited: 400, now: 1000, imports: [{ file: "edited.csv", added: null }] } },
      alerts: [{ level: "warning", event: null }],
    });
    await sector.confirm(held.assessment.unconfirmed?.imports[0]?.id);
    expect((await sector.run()).alerts).toMatchObject([{ event: "resolved" }]);
  });

  it("may raise, and says in the first lines who brought it in", async () => {
    await openAlert();
    await sector.put("bad.csv", ["CN 6000"]);
    const { alerts, bulletin, assessment } = await sector.run();
    expect(alerts).toMatchObject([{ level: "critical", event: "worsened" }]);
    expect(flat(bulletin?.text.split("\n\n")[0] ?? "")).toContain(
      "UNCONFIRMED IMPORT: USD 6.0 k added to USD 1.0 k since 2026-08-01 by positions/bad.csv (bucket, version v-bad.csv, 2026-08-01 06:00 UTC): nothing eases or resolves until it is confirmed or replaced.",
    );
    const id = assessment.unconfirmed?.imports[0]?.id;
    expect(bulletin?.text).toContain(`chokepoint import confirm ${id} --sector ai`);
  });
});

describe("what the guard lets pass", () => {
  it("is the first import into an empty sector, and the same file again", async () => {
    expect((await sector.run()).assessment.incomplete).toBe(false);
    await sector.put("first.csv", ["A=CN 400", "B=JP 600"]);
    expect((await sector.run()).assessment.incomplete).toBe(false);
    await sector.put("first.csv", ["A=CN 400", "B=JP 600"]);
    expect((await sector.run()).assessment.incomplete).toBe(false);
  });

  it("is a file of each day, at the pace of the year", async () => {
    await sector.put(
      "year.csv",
      Array.from({ length: 52 }, (_, at) => `JP 70 ${addDays("2026-08-01", -7 * at)}`),
    );
    await sector.run();
    for (let day = 0; day < 40; day += 1) {
      sector.wait(1);
      await sector.put(`day-${day}.csv`, [`JP 12 ${sector.today()}`]);
      if (day % 5 === 4) expect((await sector.run()).assessment.incomplete).toBe(false);
    }
  });

  it("is what ages out of the window by the calendar", async () => {
    await sector.put("first.csv", ["A=CN 400 2025-08-05", "B=JP 600"]);
    await sector.run();
    sector.wait(10);
    expect(await sector.run()).toMatchObject({
      assessment: { incomplete: false },
      alerts: [{ event: "resolved" }],
    });
  });

  it("is a new month of a window that follows the data, but not a row that only moves the window", async () => {
    sector.policy = { ...sector.policy, windowDays: 31, window: "last-period" };
    await sector.put("june.csv", ["CN 400 2026-06-30", "JP 600 2026-06-30"]);
    expect((await sector.run()).alerts).toMatchObject([{ level: "warning" }]);
    await sector.put("july.csv", ["CN 500 2026-07-31", "JP 900 2026-07-31"]);
    expect((await sector.run()).assessment.incomplete).toBe(false);
    sector.wait(31);
    await sector.put("one-row.csv", ["US 1 2026-08-31"]);
    expect(await sector.run()).toMatchObject({
      assessment: { unconfirmed: { imports: [{ file: "one-row.csv" }] } },
      alerts: [{ level: "warning", event: null }],
    });
  });

  it("is less than the policy says", async () => {
    sector.policy = { ...sector.policy, importGuard: 0.9 };
    await sector.put("first.csv", ["A=CN 400", "B=JP 600"]);
    await sector.run();
    await sector.put("more.csv", ["US 800"]);
    expect(await sector.run()).toMatchObject({
      assessment: { incomplete: false },
      alerts: [{ event: "resolved" }],
    });
  });
});

describe("confirming an import", () => {
  it("is refused for one that the sector does not know, and done once", async () => {
    await openAlert();
    await expect(sector.confirm("0mfo8cnpk-abcdef")).rejects.toThrow(
      'field "confirm": ai has no import 0mfo8cnpk-abcdef: npx chokepoint list imports --sector ai names them',
    );
    await sector.put("bad.csv", ["US 2000"]);
    const id = (await sector.run()).assessment.unconfirmed?.imports[0]?.id;
    const [first, second] = [await sector.confirm(id), await sector.confirm(id)];
    expect(first).toMatchObject({ sector: "ai", confirmed: { by: "ann", importId: id }, isNew: true });
    expect(second).toEqual({ ...first, isNew: false });
  });
});
