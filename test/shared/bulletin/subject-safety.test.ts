import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RuleNews } from "../../../shared/bulletin/news.ts";
import { composeSubject } from "../../../shared/bulletin/subject.ts";
import { toAscii } from "../../../shared/bulletin/subject-line.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import { ruleNewsOf, ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";

// SNS: ASCII, no control characters, less than 100 characters.
const SAFE = /^[\x20-\x7e]{1,99}$/;

const anyText = fc.string({ unit: "binary", minLength: 1, maxLength: 256 });
const labelArbitrary = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 24 });
const hostileNames = fc.array(anyText, { minLength: 1, maxLength: 20 });
const countries = fc.array(fc.stringMatching(/^[A-Z]{2}$/), { minLength: 1, maxLength: 5 });
const facet = fc.constantFrom("supplier", "owner", "origin", "control");

const measureArbitrary: fc.Arbitrary<Measure> = fc.oneof(
  facet.map((one): Measure => ({ kind: "hhi", facet: one })),
  facet.map((one): Measure => ({ kind: "effective", facet: one })),
  facet.map((one): Measure => ({ kind: "unknown", facet: one })),
  fc.tuple(facet, fc.maxSafeNat()).map(([one, n]): Measure => ({ kind: "top", facet: one, n: n + 1 })),
  countries.map((codes): Measure => ({ kind: "direct", of: { countries: codes } })),
  countries.map((codes): Measure => ({ kind: "share", of: { facet: "origin", countries: codes } })),
  hostileNames.map((owners): Measure => ({ kind: "share", of: { owners } })),
  hostileNames.map((suppliers): Measure => ({ kind: "share", of: { suppliers } })),
);

const value = fc.double({ min: 0, max: 10_000, noNaN: true });

const newsArbitrary: fc.Arbitrary<RuleNews> = fc
  .record({
    title: fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
    group: fc.option(anyText),
    measure: measureArbitrary,
    event: fc.constantFrom("raised", "worsened", "eased", "resolved"),
    level: fc.constantFrom("none", "possible", "warning", "critical"),
    side: fc.constantFrom("above", "below"),
    limit: value,
    observed: fc.option(
      fc.record({ lower: value, upper: fc.oneof(value, fc.constant(Number.POSITIVE_INFINITY)) }),
    ),
  })
  .map((fields) => ruleNewsOf(fields));

describe("the subject", () => {
  it("is printable ASCII and less than 100 characters, whatever names the data holds", () => {
    const newsList = fc.array(newsArbitrary, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(labelArbitrary, newsList, (label, news) => {
        expect(composeSubject(label, news)).toMatch(SAFE);
      }),
      cases(500),
    );
  });

  it("still ends with the limit and how many more when a long name had to be cut", () => {
    const measure: Measure = { kind: "share", of: { owners: ["x".repeat(256)] } };
    const subject = composeSubject("AI", [ruleNewsOf({ measure }), ruleNewsOf()]);
    expect(subject).toMatch(/^\[WARNING\] AI: 30% of supply owned by x+\.\.\. \(limit 25%\), 1 more$/);
    expect(subject).toHaveLength(99);
  });

  it("holds no line break that a name could use to forge a header", () => {
    const measure: Measure = { kind: "share", of: { owners: ["evil\u2028Bcc: all@example.com"] } };
    expect(composeSubject("AI", [ruleNewsOf({ measure })])).toBe(
      '[WARNING] AI: 30% of supply owned by "evil Bcc: all[@]example[.]com" (limit 25%)',
    );
  });

  it("is less than 100 characters for every limit that a policy may hold", () => {
    const { measure, below } = ruleOf({
      measure: { kind: "effective", facet: "owner" },
      below: { warning: 1_000_000 },
    });
    const limit = below?.warning ?? 0;
    expect(composeSubject("AI", [ruleNewsOf({ measure, limit, side: "below" })])).toMatch(SAFE);
  });
});

describe("toAscii", () => {
  it.each([
    ["accents fall off", "Société Générale Électrique", "Societe Generale Electrique"],
    ["letters without an ASCII form become question marks", "宁德时代", "????"],
    ["full-width letters become plain ones", "ＣＡＴＬ", "CATL"],
    ["typographic apostrophes become straight", "L’Énergie", "L'Energie"],
    ["a backtick, which SMS lacks, becomes an apostrophe", "a`b", "a'b"],
    ["line breaks and tabs become blanks", "a\r\nb\tc", "a b c"],
    ["direction marks become blanks", "a\u202eb\u200f", "a b "],
    ["an emoji becomes one question mark", "🔋", "?"],
    ["what is a link only in ASCII is none", "ｈｔｔｐｓ：／／evil．example", "https[:]//evil[.]example"],
  ])("%s", (_sentence, text, expected) => {
    expect(toAscii(text)).toBe(expected);
  });
});
