import { describe, expect, it } from "vitest";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";
import { silenceUntil } from "../../support/series.ts";
import { flat, type Run, tell } from "../bulletin/telling.ts";

/** A supply of 100, of which so much is made in China, on a day of July. */
function on(day: number, chinese: number | null, run: Partial<Run> = {}): Run {
  const asOf = `2026-07-${String(day).padStart(2, "0")}`;
  const of = (originCountry: string, exposure: number) =>
    positionOf({ positionId: originCountry, originCountry, exposure, date: "2026-07-01" });
  return { asOf, positions: chinese === null ? [] : [of("CN", chinese), of("JP", 100 - chinese)], ...run };
}

const leadOf = ({ text }: ReturnType<typeof tell>) => flat(text.split("\n\n")[0] ?? "");
const silences = [silenceUntil(3)];
const perItem = policyOf({ rules: [ruleOf({ by: "item" })] });

describe("the news at the end of a silence", () => {
  it("tell of an alert that is open, also when there is nothing to observe that day", () => {
    const bulletin = tell(on(2, 30, { silences }), on(4, null));
    expect(flat(bulletin.text)).toContain(
      "WARNING Made in China: there is nothing to measure now; on 2 Jul 2026: 30.0 % of supply made in China. Limit 25 %. Open since the first look (2 Jul 2026); a silence hid it until now. [china-origin]",
    );
    expect(bulletin.text).not.toContain("CLOSED");
  });

  it("tell of a group that cannot be seen that day by what was seen last", () => {
    const bulletin = tell(on(2, 30, { silences, policy: perItem }), {
      ...on(4, null),
      positions: [positionOf({ item: "cells", date: "2026-07-01" })],
      unreadable: 1,
      policy: perItem,
    });
    expect(leadOf(bulletin)).toMatch(
      /^Made in China \(bess\): there is nothing to measure now; on 2 Jul 2026: 30\.0 % of bess made in China\. WARNING: limit 25 %\./,
    );
    expect(bulletin.subject).toBe("[WARNING] AI: 30% of bess made in China (on 2 Jul 2026; limit 25%)");
  });
});

describe("the first news of a rule that is quiet about possible", () => {
  const quiet = policyOf({ rules: [ruleOf({ possible: "quiet" })] });
  const unsure = (day: number, run: Partial<Run> = {}): Run => {
    const of = (originCountry: string | null, exposure: number) =>
      positionOf({ positionId: `${originCountry}`, originCountry, exposure, date: "2026-07-01" });
    return {
      ...on(day, 0, { policy: quiet, ...run }),
      positions: [of("CN", 20), of(null, 20), of("JP", 60)],
    };
  };

  it("say that it is worse than it was, and nothing of a silence that nobody has made", () => {
    const bulletin = tell(unsure(2), on(3, 30, { policy: quiet }));
    expect(bulletin.events).toMatchObject([{ event: "raised", level: "warning" }]);
    expect(leadOf(bulletin)).toContain("Worse than possible, open since the first look (2 Jul 2026).");
    expect(bulletin.text).not.toContain("silence that is over");
  });

  it("say that a silence is over where there was one", () => {
    const bulletin = tell(unsure(2, { silences }), on(4, 30, { policy: quiet }));
    expect(leadOf(bulletin)).toContain("a silence hid it until now");
  });
});

describe("the news of a policy that has changed", () => {
  const limit = (warning: number) => policyOf({ rules: [ruleOf({ above: { warning } })] });

  it("give the limits that were before it", () => {
    const bulletin = tell(on(2, 30), on(3, 30, { policy: limit(0.4) }));
    expect(leadOf(bulletin)).toContain(
      "limit 40 %. THE POLICY HAS CHANGED ITS LIMITS (they were warning 25 %, critical 65 %).",
    );
    expect(bulletin.events).toMatchObject([
      { event: "resolved", limit: 0.4, limitsBefore: { warning: 0.25, critical: 0.65 } },
    ]);
  });

  it("give none where it stayed", () => {
    const [event] = tell(on(2, 10), on(3, 30)).events;
    expect(event).toMatchObject({ event: "raised", limitsBefore: null });
  });

  it("give none that was a limit of another measure", () => {
    const concentration = ruleOf({ measure: { kind: "hhi", facet: "origin" }, above: { warning: 1800 } });
    const before = { policy: policyOf({ rules: [concentration] }) };
    const [event] = tell(on(2, 10, before), on(3, 10, { policy: limit(0.25) })).events;
    expect(event).toMatchObject({ event: "rule-changed", limit: 0.25, limitsBefore: null });
  });
});
