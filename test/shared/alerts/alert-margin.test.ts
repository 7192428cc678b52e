import { describe, expect, it } from "vitest";
import { ruleOf } from "../../support/builders.ts";
import { type Moment, newsIn } from "../../support/series.ts";

// Warning above 25 %, critical above 65 %, unless said otherwise.
const wide = ruleOf({ margin: 0.03 });
const below = ruleOf({
  measure: { kind: "effective", facet: "owner" },
  below: { warning: 4, critical: 2 },
  margin: 0.5,
});
const range = (lower: number, upper: number): Moment => ({ finds: [lower, upper] });

type Row = [sentence: string, rule: typeof wide, series: Parameters<typeof newsIn>[1], news: string];

describe("margin: to leave a level, a value must be inside its limit by so much", () => {
  it.each<Row>([
    ["not at the limit", wide, [0.3, 0.25], "raised -"],
    ["not within the margin, however long", wide, [0.3, 0.24, 0.221, 0.25, 0.24], "raised - - - -"],
    ["at the limit minus the margin, to the last bit", wide, [0.7, 0.62, 0.22], "raised eased resolved"],
    ["not a hair above it", wide, [0.7, 0.6200001], "raised -"],
    ["not a hair above it at the lower limit", wide, [0.3, 0.2200001], "raised -"],
    ["it does not hold back what is worse", wide, [0.24, 0.2500001, 0.6500001], "- raised worsened"],
    [
      "a level is left only for one that is left by it as well",
      wide,
      [0.7, 0.24, 0.22],
      "raised eased resolved",
    ],
    ["what may be above counts too", wide, [0.3, range(0.2, 0.23), 0.22], "raised eased resolved"],
    ["where trouble lies below, upwards", below, [3, 4, 4.4999, 4.5], "raised - - resolved"],
    ["where trouble lies below, at each limit", below, [1.9, 2.4, 2.5, 4.5], "raised - eased resolved"],
    [
      "for a sum of binary fractions",
      ruleOf({ above: { warning: 0.3 }, margin: 0.1 }),
      [0.4, 0.2],
      "raised resolved",
    ],
    [
      "the runs that `keep` asks for must be inside by it",
      ruleOf({ keep: 2, margin: 0.03 }),
      [0.3, 0.2, 0.23, 0.2, 0.2],
      "raised - - - resolved",
    ],
  ])("%s", (_sentence, rule, series, news) => {
    expect(newsIn(rule, series)).toBe(news);
  });
});
