import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Item } from "../../../functions/aws/dynamo/attributes.ts";
import { type GuardedSector, guardedSector } from "../../support/guarded-sector.ts";

let sector: GuardedSector;
beforeEach(async () => {
  sector = await guardedSector();
});
afterEach(() => sector.close());

const ROWS = ["A=CN 100", "B=JP 600", "C=CN 200"];

/** A sector of 900 dollars, a third of them made in China: at warning. Without a third of that, the alert would resolve. */
async function openAlert() {
  await sector.put("buys.csv", ROWS);
  expect((await sector.run()).alerts).toMatchObject([{ level: "warning", event: "raised" }]);
}

const without = (name: string) => (item: Item) => {
  const { [name]: _, ...rest } = item;
  return rest;
};

/** What somebody does by hand, after which no recompute counts the position any more. */
const byHand: [name: string, change: (item: Item) => Item | null][] = [
  ["written again without its place by day", without("day")],
  [
    "written again by a script that knows neither its place nor its import",
    ({ importId: _, ...item }) => without("day")(item),
  ],
  [
    "written again on the day of an earlier year",
    (item) => ({ ...item, day: { S: "2024-07-01#AAAAAAAAAA" } }),
  ],
  ["written again on a day still to come", (item) => ({ ...item, day: { S: "2027-07-01#AAAAAAAAAA" } })],
  ["deleted", () => null],
  ["made smaller", (item) => ({ ...item, exposure: { N: "1000" } })],
];

const held = {
  assessment: { incomplete: true, missing: { imports: [{ brought: { file: "buys.csv" } }] } },
  alerts: [{ level: "warning", event: null }],
  bulletin: null,
};

describe.each(byHand)("a position that is %s", (_name, change) => {
  it("clears no alert, whatever days pass, until its file is imported again", async () => {
    await openAlert();
    await sector.byHand("C", change);
    expect(await sector.run()).toMatchObject(held);
    expect(await sector.run()).toMatchObject(held);
    sector.wait(40);
    expect(await sector.run()).toMatchObject(held);
    await sector.put("buys.csv", ROWS);
    const healed = await sector.run();
    expect(healed).toMatchObject({
      assessment: { incomplete: false, positions: 3 },
      alerts: [{ level: "warning", event: null }],
    });
    expect(healed.assessment).not.toHaveProperty("missing");
    expect((await sector.run()).assessment.incomplete).toBe(false);
  });

  it("is nothing when its file was imported again before a run", async () => {
    await openAlert();
    await sector.byHand("C", change);
    await sector.put("buys.csv", ROWS);
    expect(await sector.run()).toMatchObject({ assessment: { incomplete: false, positions: 3 } });
  });
});

// What is known of a position is the same whether it is stored somewhere else or not at all.
describe.each([byHand[0], byHand[4]].flatMap((one) => (one === undefined ? [] : [one])))(
  "a position that is %s",
  (_name, change) => {
    it("clears none in a sector that is folded in parts", async () => {
      await openAlert();
      await sector.byHand("C", change);
      expect(await sector.runInParts()).toMatchObject(held);
      expect(await sector.runInParts()).toMatchObject(held);
      await sector.put("buys.csv", ROWS);
      expect(await sector.runInParts()).toMatchObject({ assessment: { incomplete: false, positions: 3 } });
    });

    it("counts as gone when somebody confirms that it is meant", async () => {
      await openAlert();
      await sector.byHand("C", change);
      const { assessment } = await sector.run();
      await sector.confirm(assessment.missing?.imports[0]?.importId);
      expect(await sector.run()).toMatchObject({
        assessment: { incomplete: false },
        alerts: [{ event: "resolved" }],
      });
      await sector.byHand("B", () => null);
      const again = await sector.run();
      expect(again.assessment).toMatchObject({
        incomplete: true,
        missing: { imports: [{ isConfirmable: false }] },
      });
    });

    it("is found in spite of imports of the same day that change other rows of its file", async () => {
      await openAlert();
      await sector.byHand("C", change);
      await sector.put("corrected.csv", ["A=CN 110"]);
      await sector.put("more.csv", ["D=JP 50"]);
      expect(await sector.run()).toMatchObject(held);
    });
  },
);

describe("what leaves while an assessment is incomplete for another reason", () => {
  it("is not forgotten when that is over", async () => {
    await sector.put("buys.csv", ["A=CN 20", "B=JP 600"]);
    await sector.run();
    await sector.put("more.csv", ["C=CN 300", "D=nowhere 5"]);
    expect(await sector.run()).toMatchObject({
      assessment: { refused: { rows: 1 } },
      alerts: [{ level: "warning", event: "raised" }],
    });
    await sector.byHand("C", without("day"));
    await sector.run();
    // An import removes nothing, so a file without the position does not say that it is gone.
    await sector.put("more.csv", ["D=JP 5"]);
    expect(await sector.run()).toMatchObject({
      assessment: { incomplete: true, missing: { exposure: 300 } },
      alerts: [{ level: "warning", event: null }],
    });
    await sector.put("more.csv", ["C=CN 300", "D=JP 5"]);
    const { assessment } = await sector.run();
    expect(assessment.positions).toBe(4);
    expect(assessment).not.toHaveProperty("missing");
  });

  it("keeps the alert until then", async () => {
    await sector.put("buys.csv", ["A=CN 20", "B=JP 600"]);
    await sector.run();
    await sector.put("more.csv", ["C=CN 300"]);
    await sector.put("other.csv", ["D=nowhere 5"]);
    await sector.run();
    await sector.byHand("C", without("day"));
    await sector.run();
    await sector.put("other.csv", ["D=JP 5"]);
    const { assessment, alerts } = await sector.run();
    expect(assessment).not.toHaveProperty("refused");
    expect(assessment).toMatchObject({ incomplete: true, missing: { exposure: 300 } });
    expect(alerts).toMatchObject([{ level: "warning", event: null }]);
  });
});

describe("positions that leave through an import", () => {
  it("are not missing: removed with --replace, changed, or gone out of the window", async () => {
    await sector.put("buys.csv", [...ROWS, "D=CN 5 2025-08-10", "E=KR 10", "F=KR 10"]);
    await sector.run();
    await sector.put("buys.csv", ["A=CN 100", "B=JP 600", "C=CN 200", "E=KR 10"], true);
    expect((await sector.run()).assessment).not.toHaveProperty("missing");
    await sector.put("buys.csv", ["E=KR 8 2026-06-30", "F=KR 10 2024-01-01"]);
    expect((await sector.run()).assessment).not.toHaveProperty("missing");
    sector.wait(20);
    expect((await sector.run()).assessment).not.toHaveProperty("missing");
  });

  it("are told from those that leave beside it", async () => {
    await sector.put("buys.csv", [...ROWS, "E=KR 10"]);
    await sector.run();
    await sector.byHand("C", () => null);
    await sector.put("buys.csv", ["A=CN 100", "B=JP 600"], true);
    expect((await sector.run()).assessment).toMatchObject({
      missing: { exposure: 200, imports: [{ since: "2026-08-01" }] },
    });
  });
});
