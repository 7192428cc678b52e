import { describe, expect, it } from "vitest";
import * as z from "zod";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { alertEvents } from "../../../shared/alerts/alert.ts";
import { LONGEST_ALERT_NAME } from "../../../shared/bus/alert-name.ts";
import { type BusEvent, busDetailSchema, detailTypes } from "../../../shared/bus/bus-event.ts";
import { MOST_CHANGES } from "../../../shared/bus/compose-events.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, deploymentOf, positionOf, supplyWith } from "../../support/samples.ts";

/** A sector that is recomputed day after day. */
function sector(rules: Partial<Rule>[] = [{}], more: Partial<Policy> = {}) {
  const ports: MemoryPorts = memoryPorts();
  const policy = chinaPolicy("ai", { rules: rules.map(ruleOf), ...more });
  return async (date: number, positions: Position[], by = policy): Promise<BusEvent[]> => {
    ports.stored.positions = positions;
    const before = ports.stored.onBus.length;
    const deployment = deploymentOf(by);
    await recompute({ asOf: `2026-07-${date}` }, ports, deployment);
    return ports.stored.onBus.slice(before);
  };
}

const china = { id: "china-origin", title: 'Made in "China"' };

describe("the events of a bulletin", () => {
  it("tell of an alert with everything that a machine needs", async () => {
    const run = sector([china]);
    const bulletinId = expect.stringMatching(/^ai-2026-07-20-[0-9a-f]+-1$/);
    expect(await run(20, supplyWith(300))).toEqual([
      {
        type: "Chokepoint Alert Raised",
        detail: {
          schemaVersion: 1,
          id: expect.stringMatching(/^ai-2026-07-20-[0-9a-f]+-1\/china-origin\/raised$/),
          bulletinId,
          alert: "ai/china-origin",
          sector: "ai",
          event: "raised",
          headline: "[WARNING] AI: 30% of supply made in China (limit 25%)",
          text: expect.stringMatching(/^Made in China: 30.0 % of supply. USD 300 of 1.0 k, last 365 days/),
          rule: "china-origin",
          title: 'Made in "China"',
          group: null,
          level: "warning",
          levelBefore: "none",
          observed: { lower: 0.3, upper: 0.3 },
          limit: 0.25,
          side: "above",
          unit: "fraction",
          money: { lower: 300, upper: 300, whole: 1000, unit: "USD" },
          asOf: "2026-07-20",
          since: "2026-07-20",
          reason: "crossed a limit",
          isExample: false,
          isIncomplete: false,
          isFollowed: false,
          page: null,
          leftOut: 0,
        },
      },
    ]);
  });

  it("name one alert from its beginning to its end", async () => {
    const run = sector([china]);
    const all = [
      ...(await run(20, supplyWith(300))),
      ...(await run(21, supplyWith(700))),
      ...(await run(22, supplyWith(300))),
      ...(await run(23, supplyWith(100))),
    ];
    expect(
      all.map(({ detail: { alert, event, levelBefore, level } }) => [alert, event, levelBefore, level]),
    ).toEqual([
      ["ai/china-origin", "raised", "none", "warning"],
      ["ai/china-origin", "worsened", "warning", "critical"],
      ["ai/china-origin", "eased", "critical", "warning"],
      ["ai/china-origin", "resolved", "warning", "none"],
    ]);
    expect(new Set(all.map(({ detail }) => detail.id)).size).toBe(4);
  });

  it("tell that an alert ended with its rule, without a figure", async () => {
    const run = sector([china, { ...china, id: "other" }]);
    await run(20, supplyWith(300));
    const [event] = await run(21, supplyWith(300), chinaPolicy("ai", { rules: [ruleOf(china)] }));
    expect(event?.detail).toMatchObject({ rule: "other", event: "resolved", observed: null, money: null });
  });

  it("of a rule that was changed are two, with two ids and one alert", async () => {
    const run = sector([china]);
    await run(20, supplyWith(300));
    const measure: Rule["measure"] = { kind: "share", of: { facet: "origin", countries: ["CN", "KP"] } };
    const changed = await run(
      21,
      supplyWith(300),
      chinaPolicy("ai", { rules: [ruleOf({ ...china, measure })] }),
    );
    expect(changed.map(({ detail }) => [detail.event, detail.alert, detail.isFollowed])).toEqual([
      ["raised", "ai/china-origin", false],
      ["rule-changed", "ai/china-origin", true],
    ]);
    expect(new Set(changed.map(({ detail }) => detail.id)).size).toBe(2);
  });

  it("tell of the sector itself, as of what goes and comes back", async () => {
    const run = sector([china], { staleAfterDays: 7 });
    await run(20, supplyWith(100));
    const [gone, old] = [await run(21, []), await run(24, supplyWith(100))];
    const back = await run(
      25,
      supplyWith(100).map((one) => ({ ...one, date: "2026-07-24" })),
    );
    expect(
      [...gone, ...old, ...back].map(({ detail: d }) => [d.alert, d.event, d.levelBefore, d.level, d.rule]),
    ).toEqual([
      ["ai:data", "no-data", "none", "possible", null],
      ["ai:age", "stale", "none", "possible", null],
      ["ai:data", "data-back", "possible", "none", null],
      ["ai:age", "fresh", "possible", "none", null],
    ]);
    expect(gone[0]?.detail.headline).toBe("[NO DATA] AI: no purchase in the last 365 days");
  });

  it("have ids that stand in any address, whatever an item or program is named", async () => {
    const programs = ["Fleet/2 %41", 'a "b" \\ <!here>', "\ud800x", "プロ"];
    const run = sector([{ ...china, by: "program" }]);
    const positions = programs.map((program, at) => {
      return positionOf({ positionId: `p-${at}`, originCountry: "CN", program });
    });
    const details = (await run(20, positions)).map(({ detail }) => detail);
    expect(new Set(details.map(({ group }) => group))).toEqual(new Set(programs));
    expect(new Set(details.map(({ id }) => id)).size).toBe(programs.length);
    for (const { id, alert, headline, text } of details) {
      expect(`${id}${alert}`).toMatch(/^[\w.!~*'()%/:-]+$/);
      expect(id.split("/")).toHaveLength(4);
      expect(headline).toMatch(/^[\x20-\x7e]{1,99}$/);
      expect(`${headline}${text}`).not.toMatch(/["\\<>\n]/);
    }
  });

  it("fit into a chat and a pager, whatever the length of a name, and name two programs by two names", async () => {
    const program = "プ".repeat(255);
    const programs = [`${program}a`, `${program}b`, "%".repeat(256)];
    const positions = programs.map((program, at) => {
      return positionOf({ positionId: `p-${at}`, originCountry: "CN", program });
    });
    const rule = { ...china, by: "program" as const, title: "T".repeat(60) };
    const details = (await sector([rule])(20, positions)).map(({ detail }) => detail);
    expect(new Set(details.map(({ alert }) => alert)).size).toBe(programs.length);
    for (const { alert, id, headline, text } of details) {
      expect(alert.length).toBeLessThanOrEqual(LONGEST_ALERT_NAME);
      expect(id).toContain(`/${alert.split("/").slice(1).join("/")}/`);
      expect(alert).toMatch(/^ai\/china-origin\/([\w.!*'()-]|%[0-9A-F]{2})+~[0-9a-f]{16}$/);
      // A header of Slack has 150 characters, a section 3,000.
      expect(headline.length).toBeLessThan(100);
      expect(text.length).toBeLessThanOrEqual(1002);
    }
  });

  it("are money for a share only, and have points for an index", async () => {
    const hhi = {
      id: "hhi",
      measure: { kind: "hhi" as const, facet: "origin" as const },
      above: { warning: 1000 },
    };
    const [event] = await sector([hhi])(20, supplyWith(300));
    expect(event?.detail).toMatchObject({ unit: "points", money: null, limit: 1000 });
  });

  it("say that data are an example, or incomplete", async () => {
    const [example] = await sector([china])(
      20,
      supplyWith(300).map((one) => ({ ...one, source: "illustrative: a test" })),
    );
    expect(example?.detail).toMatchObject({ isExample: true });
    expect(example?.detail.headline).toMatch(/, example data$/);
  });

  it("beyond 500 are told by one that says how many, and how bad", async () => {
    const positions = Array.from({ length: MOST_CHANGES + 3 }, (_, at) =>
      positionOf({ positionId: `p-${at}`, item: `item-${at}`, originCountry: "CN" }),
    );
    const events = await sector([{ ...china, by: "item" }])(20, positions);
    expect(events).toHaveLength(MOST_CHANGES + 1);
    expect(events.at(-1)?.detail).toMatchObject({
      event: "left-out",
      leftOut: 3,
      level: "critical",
      alert: "ai:left-out",
    });
  });
});

describe("the form of an event", () => {
  it("is published", async () => {
    const schema = {
      title: "The detail of an event that Chokepoint puts on its bus",
      ...z.toJSONSchema(busDetailSchema),
    };
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../docs/schemas/alert-change.schema.json");
  });

  it("has a detail-type for each event of alerts, none twice", () => {
    expect(Object.keys(detailTypes)).toEqual([...alertEvents, "left-out"]);
    expect(new Set(Object.values(detailTypes)).size).toBe(alertEvents.length + 1);
  });
});
