import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { makeReport } from "../../../functions/report/report.ts";
import type { Bulletin } from "../../../shared/bulletin/bulletin.ts";
import { isShownAs, numbersIn } from "../../shared/bulletin/shown-numbers.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { memoryPorts } from "../../support/memory.ts";
import { reading } from "../../support/reading.ts";
import { chinaPolicy, positionOf } from "../../support/samples.ts";

const rule = ruleOf({ above: { warning: 0.25, critical: 0.65 } });

/** Exposures in cents that were made in China, in Japan, and where nobody knows. */
const worlds = fc.record({
  china: fc.integer({ min: 1, max: 900_000_000 }),
  japan: fc.integer({ min: 0, max: 900_000_000 }),
  unknown: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900_000_000 })),
});
type World = typeof worlds extends fc.Arbitrary<infer One> ? One : never;

interface Sent {
  message: Bulletin;
  /** The headline of the sector on the page, and what it says of money. */
  headline: string;
  money: string;
}

/** What is sent of a world, and the page of the same day; `null` where nothing is sent. */
async function sentOf({ china, japan, unknown }: World): Promise<Sent | null> {
  const ports = memoryPorts();
  ports.stored.positions = [
    positionOf({ positionId: "P-1", originCountry: "CN", exposure: china }),
    positionOf({ positionId: "P-2", originCountry: "JP", exposure: japan }),
    positionOf({ positionId: "P-3", originCountry: null, exposure: unknown }),
  ].filter(({ exposure }) => exposure > 0);
  const policies = new Map([["ai", chinaPolicy("ai", { rules: [rule] })]]);
  const deployment = { policies, version: "1.2.3", place: null };
  await recompute({ asOf: "2026-07-21" }, ports, deployment);
  const message = ports.stored.published.at(-1);
  if (message === undefined) return null;
  const { html } = await makeReport({}, reading(ports), deployment);
  const plain = (part = "") => part.replaceAll(/<[^>]*>/g, "").replaceAll("\u00a0", " ");
  const [, headline] = /<h2[^>]*>(.*?)<\/h2>/s.exec(html) ?? [];
  const [, money] = /How much money\?<\/a><\/dt><dd>(.*?)<\/dd>/s.exec(html) ?? [];
  return { message, headline: plain(headline), money: plain(money) };
}

/** The amounts of a sentence, without what stands around them. */
function amountsText(text: string): string[] {
  return text.match(/\d[\d.,]*(?: [kMB]\b)?/g) ?? [];
}

describe("the figures of an alert", () => {
  it("are the same in the e-mail, in its document and on the page of the day", async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const sent = await sentOf(world);
        if (sent === null) return;
        seen += 1;
        const { message, headline, money } = sent;
        const lead = (message.text.split("\n\n")[0] ?? "").replaceAll(/\n +/g, " ");
        const [claim = "", worth = "", state = ""] = lead.split("\n");
        const [, value = ""] = /^Made in China: (.*) of supply\.$/.exec(claim) ?? [];
        const [event] = message.events;
        const { lower, upper } = event?.observed ?? { lower: Number.NaN, upper: Number.NaN };
        const shown = numbersIn(value);
        expect(
          shown.map((one, at) => isShownAs(one, (at === 0 ? lower : (upper ?? Number.NaN)) * 100)),
        ).toEqual(shown.map(() => true));
        expect(headline).toContain(`AI: ${value} of supply made in China`);
        const limit = /limit \d+ %/.exec(state)?.[0];
        expect(headline).toContain(`(${limit})`);
        expect(message.subject).toContain(`(${limit?.replace(" %", "%")})`);
        const [part = "", days = ""] = worth.split(", last ");
        expect(days).toBe("365 days.");
        expect(amountsText(money.split(". That is")[0] ?? "")).toEqual(amountsText(part));
      }),
      cases(60),
    );
    expect(seen).toBeGreaterThan(0);
  });
});
