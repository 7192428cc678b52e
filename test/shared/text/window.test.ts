import { describe, expect, it } from "vitest";
import { decideSector } from "../../../shared/alerts/decide-sector.ts";
import { newsOf } from "../../../shared/bulletin/news-of.ts";
import { emptyLedger } from "../../../shared/recompute/ledger.ts";
import { daysOfWindow, windowText } from "../../../shared/text/window.ts";

const year = { asOf: "2026-11-24", windowDays: 365 };

describe("the days that were looked at", () => {
  it.each([
    [
      "end with the day of the assessment",
      { ...year, windowEnd: "2026-11-24" },
      "the last 365 days",
      "365 days",
    ],
    ["do so in what an earlier version has stored", year, "the last 365 days", "365 days"],
    ["may be one", { asOf: "2026-11-24", windowDays: 1 }, "the last 1 day", "1 day"],
    [
      "may end before it",
      { asOf: "2026-11-24", windowDays: 31, windowEnd: "2026-07-31" },
      "the 31 days to 2026-07-31",
      "window of 31 days to 2026-07-31",
    ],
  ])("%s", (_sentence, told, days, window) => {
    expect(daysOfWindow(told)).toBe(days);
    expect(windowText(told)).toBe(window);
  });

  it("stand in the news that data is back", () => {
    const remembered = { ...emptyLedger("ai"), noDataSince: "2026-10-01", noDataNotified: true };
    const circumstances = {
      assessment: "a",
      asOf: "2026-11-24",
      incomplete: false,
      hasData: true,
      isEmpty: false,
      stale: false,
      rules: new Map(),
    };
    const decision = decideSector(remembered, circumstances, []);
    const assessment = { asOf: "2026-11-24", windowDays: 31, windowEnd: "2026-07-31" };
    expect(newsOf(decision, { ...assessment, positions: 1, newestDate: "2026-07-31" })).toMatchObject([
      { text: "purchases again in the 31 days to 2026-07-31" },
    ]);
  });
});
