import { describe, expect, it } from "vitest";
import { boundTold } from "../../../shared/bulletin/bound-told.ts";
import type { RuleNews } from "../../../shared/bulletin/news.ts";

type Told = Pick<RuleNews, "event" | "was" | "level">;

describe("the bound that news is about", () => {
  it.each<[string, Told, "certain" | "possible"]>([
    ["raised at warning", { event: "raised", was: "none", level: "warning" }, "certain"],
    ["raised at possible", { event: "raised", was: "none", level: "possible" }, "possible"],
    ["worse than possible", { event: "worsened", was: "possible", level: "critical" }, "certain"],
    ["better than critical", { event: "eased", was: "critical", level: "warning" }, "certain"],
    [
      "no longer certain, so that the certain bound decided",
      { event: "eased", was: "warning", level: "possible" },
      "certain",
    ],
    ["a reminder at possible", { event: "reminder", was: "possible", level: "possible" }, "possible"],
    [
      "over, which takes the possible bound",
      { event: "resolved", was: "critical", level: "none" },
      "possible",
    ],
  ])("%s", (_name, told, bound) => {
    const isCertain = bound === "certain";
    expect(boundTold({ ...told, side: "above" })).toBe(isCertain ? "lower" : "upper");
    expect(boundTold({ ...told, side: "below" })).toBe(isCertain ? "upper" : "lower");
  });
});
