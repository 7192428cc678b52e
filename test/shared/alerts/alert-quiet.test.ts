import { describe, expect, it } from "vitest";
import { ruleOf } from "../../support/builders.ts";
import { decideSeries, type Moment, newsIn, reasonsIn, silenceUntil } from "../../support/series.ts";

const quiet = ruleOf({ possible: "quiet" });
const possibly: [number, number] = [0.1, 0.4];
const finding = (finds: Moment["finds"], more: Partial<Moment> = {}): Moment => ({ finds, ...more });
const maybe = finding(possibly);

describe("a rule that keeps quiet what is only possible", () => {
  it.each<[string, Parameters<typeof newsIn>[1], string]>([
    ["decides it, and sends nothing", [maybe, maybe], "(raised) -"],
    ["ends it, and sends nothing", [maybe, 0.1], "(raised) (resolved)"],
    ["tells it as raised once it is certain", [maybe, 0.3], "(raised) (worsened)raised"],
    ["tells that what readers know of has eased", [0.3, maybe, maybe], "raised eased -"],
    ["ends what readers know of", [0.3, maybe, 0.1, 0.1], "raised eased resolved -"],
    ["tells that it is worse again", [0.3, maybe, 0.7], "raised eased worsened"],
    [
      "tells nothing at the end of a silence, where readers know of nothing",
      [finding(possibly, { silences: [silenceUntil(2)] }), maybe, maybe],
      "(raised) - -",
    ],
    [
      "tells at the end of a silence that what readers know of has eased",
      [0.3, finding(possibly, { silences: [silenceUntil(2)] }), maybe],
      "raised (eased) eased",
    ],
    [
      "does not tell at the end of a silence that it still is possible",
      [0.3, maybe, finding(possibly, { silences: [silenceUntil(3)] }), maybe],
      "raised eased - -",
    ],
    [
      "tells nothing of it by an incomplete run",
      [finding(possibly, { isIncomplete: true }), maybe],
      "(raised) -",
    ],
    [
      "closes it when it leaves the policy, and sends nothing",
      [maybe, finding("gone", { rule: null })],
      "(raised) (resolved)",
    ],
  ])("%s", (_sentence, series, news) => {
    expect(newsIn(quiet, series)).toBe(news);
  });

  it("reminds of what is certain, and not of what is possible", () => {
    const weekly = ruleOf({ possible: "quiet", remindEveryDays: 7 });
    const later = (finds: Moment["finds"]) => finding(finds, { daysLater: 7 });
    const series = [0.3, later(0.3), later(possibly), later(possibly), later(null)];
    expect(newsIn(weekly, series)).toBe("raised reminder eased - -");
  });

  it("remembers it as open, and says why nothing was sent", () => {
    const [first] = decideSeries(quiet, [maybe]);
    expect(first?.decisions).toMatchObject([{ next: { level: "possible", lastNotified: null } }]);
    expect(reasonsIn(quiet, [maybe, maybe])).toEqual(["kept-quiet", "unchanged"]);
  });

  it("speaks once the policy asks it to", () => {
    expect(newsIn(quiet, [maybe, finding(possibly, { rule: ruleOf() })])).toBe("(raised) raised");
  });
});
