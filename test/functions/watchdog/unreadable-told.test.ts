import { describe, expect, it } from "vitest";
import type { Days } from "../../../functions/ports/supply.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";
import { addDays } from "../../../shared/values/day.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { ruleOf } from "../../support/builders.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, supplyWith } from "../../support/samples.ts";
import { watched } from "../../support/watched.ts";

const KEY = "positions/ai#03/P-1";
const COMMAND = `npx chokepoint list unreadable --remove ${KEY} --stack Chokepoint`;
const fromJapan = ruleOf({
  id: "japan-origin",
  title: "Made in Japan",
  measure: { kind: "share", of: { facet: "origin", countries: ["JP"] } },
  above: { warning: 0.95 },
});
const deployment = {
  policies: new Map([["ai", chinaPolicy("ai", { rules: [ruleOf(), fromJapan] })]]),
  version: "1.2.3",
  place: { stack: "Chokepoint" },
};

/** A sector in which China holds 74 %, and that is assessed each day; a row of it may be damaged. */
function sectorWithRow() {
  const memory = memoryPorts(supplyWith(740));
  const row = { isDamaged: false };
  const ports = {
    ...memory,
    positions: {
      ...memory.positions,
      shards: (sector: string, days: Days) => [
        ...memory.positions.shards(sector, days),
        (async function* () {
          const bad = { count: 1, first: [{ key: KEY, problem: 'field "exposure": is missing' }] };
          yield { rows: [], unreadable: row.isDamaged ? bad : NOTHING_UNREADABLE };
        })(),
      ],
    },
  };
  const { told, look } = watched(memory, deployment);
  return {
    row,
    told,
    look,
    stored: memory.stored,
    run: async (day: number, chinese: number) => {
      memory.clock.now = new Date(`${addDays("2026-08-01", day)}T06:00:00Z`);
      memory.stored.positions = supplyWith(chinese);
      const [result] = await recompute({}, ports, deployment);
      if (result === undefined) throw new Error("no result");
      return result;
    },
  };
}

describe("a row that cannot be read, and keeps an alert from easing", () => {
  it("is told by its key, since when, and how to remove it: in the assessment, the e-mail and to operations", async () => {
    const { row, told, look, run } = sectorWithRow();
    await run(0, 740);
    row.isDamaged = true;
    await run(1, 100);
    const held = await run(2, 100);
    expect(held.alerts).toMatchObject([
      { level: "critical", event: null, reason: "an incomplete assessment eases nothing" },
    ]);
    expect(held.assessment).toMatchObject({
      incomplete: true,
      unreadable: 1,
      unreadableItems: [{ key: KEY }],
      unreadableSince: "2026-08-02",
    });
    expect((await look()).counts.incompleteSectors).toBe(1);
    expect(told[0]).toContain(
      `NEW ai: INCOMPLETE: Stored items that could not be read since 2026-08-02: 1 (${KEY}). Until none is left, no alert of ai eases or resolves. Import again what is damaged. To remove it: ${COMMAND} `,
    );
    const { bulletin } = await run(3, 10);
    const text = flat(bulletin?.text ?? "");
    expect(text).toContain(
      "ALSO OPEN CRITICAL Made in China: 74.0 % of supply. Limit 65 %. Open since the first look (1 Aug 2026), seen on 1 Aug 2026. Held: it looks better now, and an incomplete assessment eases nothing. [china-origin]",
    );
    expect(text).toContain(
      `Stored items that could not be read since 2026-08-02: 1 (${KEY}). This can raise an alert, not ease or resolve one: import again what is damaged.`,
    );
    expect(text).toContain(`To remove those that are damaged: ${COMMAND} `);
  });

  it("is told until it is removed: then the alert resolves", async () => {
    const { row, told, look, run } = sectorWithRow();
    await run(0, 740);
    row.isDamaged = true;
    await run(1, 100);
    await look();
    row.isDamaged = false;
    const { alerts, assessment } = await run(2, 100);
    expect(alerts).toMatchObject([{ event: "resolved" }]);
    expect(assessment).not.toHaveProperty("unreadableSince");
    expect((await look()).counts.incompleteSectors).toBe(0);
    expect(told[1]).toMatch(
      /SOLVED This is over, first seen on .{16} UTC: ai: INCOMPLETE: Stored items that could not be read since 2026-08-02/,
    );
  });

  it("is told since its first day also after more runs than are looked back at, and anew after a whole one", async () => {
    const { row, run, stored } = sectorWithRow();
    await run(0, 100);
    row.isDamaged = true;
    for (let day = 1; day <= 110; day += 1) await run(day, 100 + day);
    expect((await run(111, 100)).assessment.unreadableSince).toBe("2026-08-02");
    // Earlier versions did not say it in what they stored.
    for (const { summary } of stored.assessments.values()) delete summary.unreadableSince;
    expect((await run(112, 100)).assessment).not.toHaveProperty("unreadableSince");
    row.isDamaged = false;
    await run(113, 100);
    row.isDamaged = true;
    expect((await run(114, 100)).assessment.unreadableSince).toBe(addDays("2026-08-01", 114));
  });
});
