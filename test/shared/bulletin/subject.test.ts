import { describe, expect, it } from "vitest";
import type { RuleNews, SectorNews } from "../../../shared/bulletin/news.ts";
import { composeSubject } from "../../../shared/bulletin/subject.ts";
import type { Level } from "../../../shared/policy/level.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { ruleNewsOf } from "../../support/builders.ts";

type ShareOf = Extract<Measure, { kind: "share" }>["of"];

const at = (value: number) => ({ observed: { lower: value, upper: value } });
const four = ["CN", "RU", "IR", "KP"];

function subjectOf(news: Partial<RuleNews>, more = 0): string {
  const others = Array.from({ length: more }, () => ruleNewsOf());
  return composeSubject("AI", [ruleNewsOf(news), ...others]);
}

describe("the subject names what was measured", () => {
  it.each<[ShareOf, string]>([
    [{ facet: "origin", countries: ["CN"] }, "made in China"],
    [{ facet: "control", countries: ["CN", "KP"] }, "controlled from China, North Korea"],
    [{ facet: "control", countries: four }, "controlled from China and 3 more"],
    [{ owners: ["catl", "byd"] }, "owned by catl, byd"],
    [{ suppliers: ["acme"] }, "from acme"],
    [{ list: "1260h" }, "from companies on the 1260H list"],
  ])("share of %j", (of, phrase) => {
    const subject = subjectOf({ measure: { kind: "share", of }, limit: 0.4, ...at(0.5) });
    expect(subject).toBe(`[WARNING] AI: 50% of supply ${phrase} (limit 40%)`);
  });

  it.each<[Measure, string]>([
    [{ kind: "direct", of: { countries: ["CN"] } }, "made in or controlled from China"],
    [{ kind: "top", facet: "owner", n: 1 }, "with one owner"],
    [{ kind: "top", facet: "supplier", n: 3 }, "with 3 suppliers"],
    [{ kind: "unknown", facet: "control" }, "without a known country of control"],
    [{ kind: "look-through", of: { countries: ["CN"] } }, "would stop if China stopped"],
    [{ kind: "look-through", of: { owners: ["catl"] } }, "would stop if catl stopped"],
    [
      { kind: "look-through", of: { list: "ndaa-154" } },
      "would stop if the companies on the NDAA-154 list stopped",
    ],
    [{ kind: "loss", of: "owner" }, "would stop if one owner stopped"],
    [{ kind: "loss", of: "country" }, "would stop if one country stopped"],
  ])("%j", (measure, phrase) => {
    const subject = subjectOf({ measure, limit: 0.4, ...at(0.5) });
    expect(subject).toBe(`[WARNING] AI: 50% of supply ${phrase} (limit 40%)`);
  });

  it.each<[Measure, string]>([
    [{ kind: "hhi", facet: "owner" }, "HHI 2600, concentration of owners"],
    [{ kind: "hhi", facet: "origin" }, "HHI 2600, concentration of countries of manufacture"],
  ])("%j", (measure, phrase) => {
    const subject = subjectOf({ measure, limit: 1800, ...at(2600.4) });
    expect(subject).toBe(`[WARNING] AI: ${phrase} (limit 1800)`);
  });

  it("effective number, which is trouble below its limit", () => {
    const measure: Measure = { kind: "effective", facet: "owner" };
    const subject = subjectOf({ ...at(2.94), measure, side: "below", limit: 3 });
    expect(subject).toBe("[WARNING] AI: 2.9 equal owners in effect (minimum 3)");
  });
});

describe("the subject of a rule by item names the item, for it is not about all of the supply", () => {
  it.each<[string, Measure]>([
    ["share", ruleNewsOf().measure],
    ["hhi", { kind: "hhi", facet: "owner" }],
    ["effective", { kind: "effective", facet: "owner" }],
  ])("%s", (_kind, measure) => {
    expect(subjectOf({ measure, group: "ups-lithium" })).toContain("ups-lithium");
  });

  it("also when the item has left the sector, which is not that the rule was removed", () => {
    const left = { event: "resolved", level: "none", observed: null, group: "ups-lithium" } as const;
    const subject = subjectOf({ ...left, reason: "group-gone" });
    expect(subject).toContain("ups-lithium");
    expect(subject).not.toContain("rule removed");
  });
});

describe("the subject says what happened", () => {
  const worse = { event: "worsened", was: "warning", level: "critical", limit: 0.65 } as const;
  const resolved = { event: "resolved", level: "none" } as const;
  const removed = { ...resolved, reason: "rule-gone" } as const;

  it.each<[string, Partial<RuleNews>, string]>([
    ["raised", {}, "[WARNING] AI: 30% of supply made in China (limit 25%)"],
    [
      "worsened",
      { ...worse, ...at(0.71) },
      "[WORSE] AI: CRITICAL, 71% of supply made in China (limit 65%, was WARNING)",
    ],
    [
      "eased",
      { event: "eased", was: "critical" },
      "[EASED] AI: WARNING, 30% of supply made in China (limit 25%, was CRITICAL)",
    ],
    [
      "rule-changed",
      { event: "rule-changed", level: "none", ...at(0.1) },
      "[RULE CHANGED] AI: 10% of supply made in China (limit 25%)",
    ],
    ["resolved", { ...resolved, ...at(0.1) }, "[RESOLVED] AI: 10% of supply made in China (limit 25%)"],
    [
      "rule removed",
      { ...removed, observed: null },
      "[CLOSED] AI: Made in China: the rule has left the policy",
    ],
  ])("%s", (_name, news, expected) => {
    expect(subjectOf(news)).toBe(expected);
  });

  it("raised on an interval: the part that is certain", () => {
    const subject = subjectOf({ observed: { lower: 0.3, upper: 0.6 } });
    expect(subject).toBe("[WARNING] AI: 30% of supply made in China (limit 25%)");
  });

  it("raised below a limit on an interval: the most that it may be", () => {
    const measure: Measure = { kind: "effective", facet: "owner" };
    const subject = subjectOf({ measure, side: "below", limit: 3, observed: { lower: 1, upper: 2.9 } });
    expect(subject).toBe("[WARNING] AI: 2.9 equal owners in effect (minimum 3)");
  });

  it("possible: up to how much it may be", () => {
    const subject = subjectOf({ level: "possible", observed: { lower: 0.1, upper: 0.3 } });
    expect(subject).toBe("[POSSIBLE] AI: up to 30% of supply made in China (limit 25%)");
  });

  it("possible below a limit: down to how many it may be", () => {
    const measure: Measure = { kind: "effective", facet: "owner" };
    const observed = { lower: 1, upper: Number.POSITIVE_INFINITY };
    const subject = subjectOf({ level: "possible", measure, side: "below", limit: 3, observed });
    expect(subject).toBe("[POSSIBLE] AI: down to 1.0 equal owners in effect (minimum 3)");
  });

  it.each<[SectorNews["event"], string, string]>([
    ["no-data", "no position in the last 365 days", "[NO DATA] AI: no position in the last 365 days"],
    ["data-back", "positions again", "[DATA BACK] AI: positions again"],
    ["stale", "newest purchase is 123 days old", "[STALE DATA] AI: newest purchase is 123 days old"],
    ["fresh", "newest purchase is 1 day old", "[FRESH DATA] AI: newest purchase is 1 day old"],
  ])("%s", (event, text, expected) => {
    expect(composeSubject("AI", [{ scope: "sector", level: "none", event, text, detail: null }])).toBe(
      expected,
    );
  });

  it.each<[Level[], string]>([
    [[], ""],
    [["critical"], "; 1 CRITICAL still open"],
    [["warning", "critical", "warning", "possible"], "; 1 CRITICAL, 2 WARNING still open"],
    [["possible", "possible"], "; 2 POSSIBLE still open"],
  ])("what ended, and that of %j something is still open", (open, expected) => {
    const subject = composeSubject("AI", [ruleNewsOf({ ...resolved, ...at(0.1) })], open);
    expect(subject).toBe(`[RESOLVED] AI: 10% of supply made in China (limit 25%)${expected}`);
    expect(composeSubject("AI", [ruleNewsOf()], open), "a breach says so itself").not.toContain("still open");
  });

  it.each([
    [1, "[WARNING] AI: 30% of supply made in China (limit 25%), 1 more"],
    [999, "[WARNING] AI: 30% of supply made in China (limit 25%), 999 more"],
  ])("the worst news, and that there are %i more", (more, expected) => {
    expect(subjectOf({}, more)).toBe(expected);
  });

  it.each<[string, Partial<RuleNews>, Partial<RuleNews>[], string]>([
    ["one of them raised, one resolved", {}, [{}, resolved], "), 1 more, 1 resolved"],
    ["only resolved ones", {}, [resolved, resolved], "), 2 resolved"],
    ["one whose rule is gone", {}, [{ ...removed, observed: null }], "), 1 closed"],
    ["more resolved ones after a resolved one", resolved, [resolved, resolved], "), 2 more resolved"],
    ["a closed one after a resolved one", resolved, [{ ...removed, observed: null }], "), 1 closed"],
    [
      "a reminder after a resolved one",
      resolved,
      [resolved, { event: "reminder" }],
      "), 1 more resolved, 1 other",
    ],
  ])("how many others there are: %s", (_name, first, others, end) => {
    const subject = composeSubject("AI", [ruleNewsOf(first), ...others.map((one) => ruleNewsOf(one))]);
    expect(subject.endsWith(`made in China (limit 25%${end}`)).toBe(true);
  });

  it("nothing without news: that is a mistake of the caller", () => {
    expect(() => composeSubject("AI", [])).toThrow("a bulletin without news has no subject");
  });
});

describe("the subject of a reminder while incomplete data looks better", () => {
  const before = { lower: 0.7, upper: 0.7, asOf: "2026-07-24" };
  const withheld = {
    event: "reminder",
    level: "critical",
    limit: 0.65,
    observed: null,
    isWithheld: true,
  } as const;

  it("has what was last known, and of which day", () => {
    expect(subjectOf({ ...withheld, before })).toBe(
      "[STILL CRITICAL] AI: 70% of supply made in China (on 24 Jul 2026; limit 65%)",
    );
  });

  it("keeps level, number, day and limit, however much stands after them", () => {
    const news = [ruleNewsOf({ ...withheld, before }), ...Array.from({ length: 120 }, () => ruleNewsOf())];
    const ended = ruleNewsOf({ event: "resolved", level: "none" });
    const subject = composeSubject("A sector of a long name", [...news, ended], [], {
      ...{ supply: "supply", names: new Map(), isExample: true },
    });
    expect(subject).toMatch(
      /^\[STILL CRITICAL\] A.*: 70%.*\(on 24 Jul 2026; limit 65%\), 120 more, 1 resolved, example data$/,
    );
    expect(subject.length).toBeLessThan(100);
  });

  it("has it also in a sector without data, but not of an alert that is over", () => {
    const unseen = { ...withheld, isWithheld: false, reason: "still-firing", before } as const;
    expect(subjectOf(unseen)).toBe(
      "[STILL CRITICAL] AI: 70% of supply made in China (on 24 Jul 2026; limit 65%)",
    );
    expect(subjectOf({ ...unseen, event: "resolved", level: "none", reason: "group-gone" })).toBe(
      "[CLOSED] AI: Made in China: nothing of it is counted any more",
    );
  });

  it("has no figure where none can be compared", () => {
    expect(subjectOf({ ...withheld, before: null, reason: "last-known" })).toMatch(
      /^\[STILL CRITICAL\] AI: Made in China: still firing by what was last known/,
    );
  });
});

describe("the name of a sector that is too long to leave the number in sight", () => {
  it.each([
    ["US storage imports and spares", "[CRITICAL] US storage imports...: 50%"],
    ["Telecommunications-and-more equipment", "[CRITICAL] Telecommunications-and-.: 50%"],
    ["Uninterruptible-supplies of data centres", "[CRITICAL] Uninterruptible-supplies: 50%"],
    ["Undersea nets, lines, cables, ships", "[CRITICAL] Undersea nets, lines...: 50%"],
    ["Ships", "[CRITICAL] Ships: 50%"],
  ])("%s is cut after a whole word: %s", (label, start) => {
    const news = ruleNewsOf({ level: "critical", limit: 0.4, ...at(0.5) });
    expect(composeSubject(label, [news]).slice(0, start.length)).toBe(start);
  });
});

describe("a subject that is too long", () => {
  const gone: Partial<RuleNews> = { event: "resolved", level: "none", observed: null, reason: "below-floor" };
  const open: Level[] = ["warning", "warning", "warning"];
  const closed = (news: Partial<RuleNews>) => composeSubject("AI", [ruleNewsOf({ ...gone, ...news })], open);

  it("keeps the reason of a closed alert whole, and cuts its title after a whole word", () => {
    expect(closed({ title: "Batteries that are made in China or are controlled from there" })).toBe(
      "[CLOSED] AI: Batteries that...: its exposure is below the floor of the rule; 3 WARNING still open",
    );
  });

  it("cuts a word that is long itself", () => {
    const subject = closed({ title: "B".repeat(200) });
    expect(subject).toMatch(
      /^\[CLOSED\] AI: B+\.\.\.: its exposure is below the floor of the rule; 3 WARNING still open$/,
    );
    expect(subject).toHaveLength(99);
  });

  it.each(Array.from({ length: 60 }, (_, length) => length + 1))(
    "cuts between words, with a name of %i",
    (length) => {
      const group = `${"n".repeat(length)} of Earth`;
      const subject = subjectOf({ group, ...at(0.5) }, 2);
      const full = `[WARNING] AI: 50% of ${group} made in China`;
      const [kept = ""] = subject.split("...");
      if (subject.includes("...") && length < 20) expect(full.slice(kept.length)).toMatch(/^( |$)/);
      expect(subject.length).toBeLessThan(100);
      expect(subject).toContain("50%");
    },
  );

  it("names the title, also beside a long name of a sector", () => {
    const news = ruleNewsOf({ ...gone, title: "Batteries that are made in China" });
    expect(composeSubject("US-STORAGE-IMPORTS", [news], open)).toContain("US-STORAGE-IMPORTS: Batteries");
  });
});
