import { describe, expect, it } from "vitest";
import { recompute } from "../../functions/recompute/recompute.ts";
import { makeReport } from "../../functions/report/report.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { Position } from "../../shared/supply/position.ts";
import { ruleOf } from "../support/builders.ts";
import { memoryPorts } from "../support/memory.ts";
import { reading } from "../support/reading.ts";
import { chinaPolicy, positionOf } from "../support/samples.ts";

/** Positions that add up to 1,000 USD: made in China, in Japan, and where nobody knows. */
function madeIn(china: number, unknown: number): Position[] {
  const parts = { CN: china, JP: 1000 - china - unknown, unknown };
  return Object.entries(parts).map(([key, exposure]) =>
    positionOf({ positionId: key, originCountry: key === "unknown" ? null : key, exposure: exposure * 100 }),
  );
}

const china = ruleOf({ above: { warning: 0.25, critical: 0.65 }, margin: 0.1 });

/** The answers about the sector after a run for each of these days. */
async function answersAfter(rule: Rule, ...days: Position[][]): Promise<string> {
  const ports = memoryPorts();
  const policies = new Map([["ai", chinaPolicy("ai", { rules: [rule] })]]);
  const deployment = { policies, version: "1.2.3", place: null };
  for (const [at, positions] of days.entries()) {
    ports.stored.positions = positions;
    await recompute({ asOf: `2026-07-2${at + 1}` }, ports, deployment);
  }
  const { html } = await makeReport({}, reading(ports), deployment);
  const [, answers = ""] = html.split('<dl class="minute">');
  return answers.split("</dl>")[0]?.replaceAll(/<[^>]*>/g, "") ?? "";
}

describe("what is over its limit", () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      positionOf({ positionId: `P-${at}`, item: `item-${at + 1}`, originCountry: "CN" }),
    );
  const byItem = ruleOf({ title: "Made in China", by: "item", above: { critical: 0.65 } });

  it("names one item in the title of its rule", async () => {
    expect(await answersAfter(byItem, items(1))).toContain("CRITICAL Made in China (item-1)\n");
  });

  it("names several items after the title of their rule, and how many more there are", async () => {
    expect(await answersAfter(byItem, items(3))).toContain(
      "CRITICAL Made in China: item-1, item-2, item-3\n",
    );
    expect(await answersAfter(byItem, items(9))).toMatch(
      /CRITICAL Made in China: (item-\d, ){5}item-\d and 3 more\n/,
    );
  });
});

describe("since when", () => {
  const dated = (positionId: string, originCountry: string, date: string) =>
    positionOf({ positionId, originCountry, date });

  it("says between which computed days the limit was crossed", async () => {
    const rows = [dated("P-1", "JP", "2025-03-01"), dated("P-2", "CN", "2026-03-15")];
    expect(await answersAfter(china, rows)).toMatch(
      /Between \d+ Feb 2026 and \d+ Mar 2026; first checked on 21 Jul 2026\./,
    );
  });

  it("says that the record begins where the first computed day shows it already", async () => {
    expect(await answersAfter(china, [dated("P-1", "CN", "2026-03-15")])).toMatch(
      /\d+ Mar 2026 or earlier, where the record begins; first checked on 21 Jul 2026\./,
    );
  });

  it("says only when it was checked first where no day before shows it", async () => {
    expect(await answersAfter(china, [dated("P-1", "CN", "2026-07-20")])).toContain(
      "First checked on 21 Jul 2026.",
    );
  });
});

describe("through whom", () => {
  it("says what the shares are of", async () => {
    expect(await answersAfter(china, madeIn(300, 100))).toContain(
      "Certain shares of supply: China (30.0 %).",
    );
  });
});

describe("what would fix it", () => {
  const byItem = ruleOf({ title: "Made in China", by: "item", above: { critical: 0.65 } });
  const items = (...names: string[]) =>
    names.map((item) => positionOf({ positionId: item, item, originCountry: "CN" }));
  const alone =
    "This is about “Made in China (cells)” alone. What the other alerts need stands below, as far as it is known.";

  it("says of which alert that is true, where there are several", async () => {
    expect(await answersAfter(byItem, items("cells", "packs"))).toContain(alone);
    expect(await answersAfter(byItem, items("cells"))).not.toContain("alone");
  });
});

describe("how sure it is that the limit of the worst alert is crossed", () => {
  it.each<[string, Position[][], string]>([
    [
      "whatever the unknown is",
      [madeIn(700, 100)],
      "Certain: the limit is crossed, whatever the unknown parts turn out to be.",
    ],
    [
      "only by what is unknown",
      [madeIn(200, 100)],
      "Not certain: what is known is inside the limit, and what is unknown could cross it.",
    ],
    [
      "with nothing unknown",
      [madeIn(700, 0)],
      "Certain: the limit is crossed, and nothing unknown could change this figure.",
    ],
    [
      "at a lower level than the alert, which it has not left by its margin",
      [madeIn(700, 0), madeIn(600, 0)],
      "Certain: the warning limit is crossed, and nothing unknown could change this figure.",
    ],
    [
      "no more, but not by the margin",
      [madeIn(300, 0), madeIn(200, 0)],
      "It is inside its limit now, but not yet by enough, or for long enough, to end the alert.",
    ],
  ])("%s", async (_how, days, verdict) => {
    expect(await answersAfter(china, ...days)).toContain(verdict);
  });

  it("says of a minimum what it says of a maximum", async () => {
    const home = ruleOf({
      measure: { kind: "share", of: { facet: "origin", countries: ["JP"] } },
      above: undefined,
      below: { warning: 0.5 },
    });
    expect(await answersAfter(home, madeIn(600, 100))).toContain("Certain: the limit is crossed, whatever");
    expect(await answersAfter(home, madeIn(400, 200))).toContain("Not certain: what is known");
  });

  it("stands also where the reasons are", async () => {
    const ports = memoryPorts(madeIn(700, 100));
    const deployment = {
      policies: new Map([["ai", chinaPolicy("ai", { rules: [china] })]]),
      version: "1",
      place: null,
    };
    await recompute({ asOf: "2026-07-21" }, ports, deployment);
    const { html } = await makeReport({}, reading(ports), deployment);
    expect(html).toContain(
      `<li>${china.title}: Certain: the limit is crossed, whatever the unknown parts turn out to be`,
    );
  });

  it("is not sure of anything while data is missing", async () => {
    const ports = memoryPorts(madeIn(700, 0));
    ports.stored.unreadablePositions = 1;
    const policies = new Map([["ai", chinaPolicy("ai", { rules: [china] })]]);
    const deployment = { policies, version: "1.2.3", place: null };
    await recompute({ asOf: "2026-07-21" }, ports, deployment);
    const { html } = await makeReport({}, reading(ports), deployment);
    expect(html).toContain("Not certain: data is missing, and with it the figure may be higher or lower.");
    expect(html).not.toContain("Certain: ");
  });
});
