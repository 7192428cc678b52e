import { describe, expect, it } from "vitest";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import { summarize } from "../../../shared/assessment/summary.ts";
import { composeDigest } from "../../../shared/digest/digest.ts";
import type { DigestInput } from "../../../shared/digest/sector.ts";
import { emptyLedger, type Ledger } from "../../../shared/recompute/ledger.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";
import { AS_OF, alertOf, assessed, foldOf, policyOf } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";
import { flat } from "../bulletin/telling.ts";

function digestOf(positions: Position[], alerts = [alertOf({ group: "bess" })], today = AS_OF): string {
  const { assessment } = assessed({ fold: foldOf(positions) });
  const lastAssessment = { id: assessment.id, asOf: assessment.asOf };
  const ledger = { ...emptyLedger("ai"), lastAssessment, alerts };
  const earlier = [summarize(assessment, new Date(`${AS_OF}T06:00:00Z`))];
  const options = { today, place: null, version: "1.2.3" };
  return composeDigest([{ policy: policyOf(), ledger, earlier, unreadable: NOTHING_UNREADABLE }], options)
    .text;
}

describe("a digest", () => {
  it.each([
    ["of dated positions names the newest", [positionOf()], "newest purchase 15 Jul 2026"],
    ["of positions without a date says so", [positionOf({ date: null })], "no purchase has a date"],
  ])("%s", (_sentence, positions, told) => {
    expect(digestOf(positions)).toContain(told);
  });

  it("of no position at all says nothing about their dates", () => {
    expect(digestOf([])).not.toContain("a date");
  });

  it("of an assessment made ahead says how far ahead it is", () => {
    expect(digestOf([positionOf()], [], "2026-07-30")).toContain("assessed as of 31 Jul 2026, tomorrow");
    expect(digestOf([positionOf()], [], "2026-07-12")).toContain("newest purchase 15 Jul 2026, in 3 days");
  });

  it("does not call a sector without alerts where one could not be read", () => {
    const sectors = [
      {
        policy: policyOf(),
        ledger: { ...emptyLedger("ai"), alerts: [alertOf()] },
        earlier: [],
        unreadable: NOTHING_UNREADABLE,
      },
      { policy: policyOf({ sector: "defense", label: "Defense" }), problem: "the table is gone" },
    ];
    const options = { today: AS_OF, place: null, version: "1.2.3" };
    expect(composeDigest(sectors, options).subject).toBe(
      "[DIGEST] 1 or more alerts open, worst known warning: AI not assessed, Defense not readable",
    );
    expect(composeDigest(sectors.slice(1), options).subject).toBe(
      "[DIGEST] no alert is known to be open: Defense not readable",
    );
  });

  it("names an alert by its title, its group and its rule", () => {
    const seen = alertOf({ group: "bess", observedAsOf: AS_OF });
    expect(flat(digestOf([positionOf()], [seen]))).toContain(
      "WARNING Made in China (bess) [china-origin]: 30.0 %, limit 25 %",
    );
  });

  it("says of which day a value is that is older than the last assessment", () => {
    expect(flat(digestOf([positionOf()]))).toContain("30.0 % on 24 Jul 2026, limit 25 %");
  });
});

describe("a digest where nobody looked, or could not look at all of it", () => {
  const today = "2026-08-01";
  const whole = () => assessed({ fold: foldOf([positionOf()]) }).assessment;
  const ledgerOf = (overrides: Partial<Ledger> = {}): Ledger => ({
    ...emptyLedger("ai"),
    lastAssessment: { id: whole().id, asOf: AS_OF },
    ...overrides,
  });
  const earlierOf = (overrides: Partial<Assessment> = {}) => [
    summarize({ ...whole(), ...overrides }, new Date(`${AS_OF}T06:00:00Z`)),
  ];
  const input = (overrides: object = {}): DigestInput => ({
    policy: policyOf(),
    ledger: ledgerOf(),
    earlier: earlierOf(),
    unreadable: NOTHING_UNREADABLE,
    ...overrides,
  });
  const compose = (sector: DigestInput, day = today) =>
    composeDigest([sector], { today: day, place: null, version: "1.2.3" });

  it("says that none is open only of a sector that was looked at as a whole, and not long ago", () => {
    const { subject, text } = compose(input());
    expect(subject).toBe("[DIGEST] no alert is open: AI 0");
    expect(flat(text)).toContain(" No alert is open. ");
  });

  const broken = { sector: "ai", label: "AI", problem: "it is not JSON", unit: null };
  it.each<[string, DigestInput, string, string]>([
    [
      "cannot be read",
      { policy: policyOf(), problem: "no table" },
      "AI not readable",
      "it could not be read",
    ],
    ["has no usable policy", input({ policy: broken }), "ai not watched", "its policy cannot be used"],
    [
      "was never recomputed",
      input({ ledger: emptyLedger("ai"), earlier: [] }),
      "AI not assessed",
      "it was never recomputed",
    ],
    [
      "has no data",
      input({ ledger: ledgerOf({ noDataSince: "2026-07-30" }) }),
      "AI no data",
      "it has no data, so no limit is checked",
    ],
    [
      "has lost its last assessment",
      input({ earlier: [] }),
      "AI 0 or more",
      "its last assessment cannot be read",
    ],
    [
      "is incomplete",
      input({ earlier: earlierOf({ incomplete: true, unreadable: 1 }) }),
      "AI 0 or more",
      "its last assessment is incomplete",
    ],
  ])("does not say so of one that %s, but why", (_sentence, sector, inSubject, why) => {
    const { subject, text } = compose(sector);
    expect(subject).toBe(`[DIGEST] no alert is known to be open: ${inSubject}`);
    expect(flat(text)).toContain(` No alert is known to be open: ${why}. `);
    expect(text).not.toContain("No alert is open");
  });

  it("does not say so of one that was assessed days ago", () => {
    const { subject, text } = compose(input(), "2026-08-04");
    expect(subject).toBe("[DIGEST] no alert is known to be open: AI 0");
    expect(flat(text)).toContain(
      " No alert is known to be open: its last assessment is more than a day old. ",
    );
  });

  it("says beside those that are open that there may be others", () => {
    const ledger = ledgerOf({ alerts: [alertOf()] });
    const { subject, text } = compose(input({ ledger, earlier: earlierOf({ incomplete: true }) }));
    expect(subject).toBe("[DIGEST] 1 or more alerts open, worst known warning: AI 1 or more");
    expect(flat(text)).toContain(
      " whether there are others is not known: its last assessment is incomplete ",
    );
  });

  it("gives machines no empty list of what could not be read", () => {
    const { document } = compose({ policy: policyOf(), problem: "no table" });
    expect(document).toMatchObject({
      sectors: [
        { problem: "no table", unseen: "it could not be read", open: null, silences: null, waiting: null },
      ],
    });
    expect(compose(input()).document).toMatchObject({ sectors: [{ unseen: null, open: [], silences: [] }] });
  });
});
