import { describe, expect, it } from "vitest";
import { isStale } from "../../../shared/assessment/staleness.ts";
import { ledgerSchema } from "../../../shared/recompute/ledger.ts";
import { ruleOf } from "../../support/builders.ts";
import { decideSeries, type Moment, silenceUntil } from "../../support/series.ts";

const stale: Moment = { finds: 0.1, isStale: true };
const blind: Moment = { finds: null };
const hushed = (moment: Moment, until: number): Moment => ({ ...moment, silences: [silenceUntil(until)] });

/** What was told about the age of the data at each moment; what was hidden stands in brackets. */
function ageNews(series: (number | Moment)[]): string {
  return decideSeries(ruleOf(), series)
    .map(({ staleEvent, staleNotification }) => {
      if (staleEvent === staleNotification) return staleEvent ?? "-";
      return [staleEvent === null ? "" : `(${staleEvent})`, staleNotification ?? ""].join("");
    })
    .join(" ");
}

describe("data without a newer position for too long", () => {
  it.each<[string, (number | Moment)[], string]>([
    ["are told as stale once", [0.1, stale, stale], "- stale -"],
    ["are told as fresh once", [stale, 0.1, 0.1], "stale fresh -"],
    ["are told again when they are stale again", [stale, 0.1, stale], "stale fresh stale"],
    ["are told at the first look", [stale], "stale"],
    ["are not told again after there were none", [stale, blind, stale], "stale - -"],
    ["are told as fresh once there are some again", [stale, blind, 0.1], "stale - fresh"],
    ["are told after a silence, if they still are", [hushed(stale, 2), stale, stale], "(stale) - stale"],
    ["are never told if they were so behind a silence", [hushed(stale, 2), 0.1, 0.1], "(stale) (fresh) -"],
    ["are told as fresh after a silence", [stale, hushed({ finds: 0.1 }, 2), 0.1], "stale (fresh) fresh"],
  ])("%s", (_sentence, series, news) => {
    expect(ageNews(series)).toBe(news);
  });

  it("remember since when", () => {
    const since = decideSeries(ruleOf(), [0.1, stale, stale, 0.1]).map(({ staleSince }) => staleSince);
    expect(since).toEqual([null, "2026-07-02", "2026-07-02", null]);
  });

  it("decide as all do", () => {
    const series = [0.1, { finds: 0.3, isStale: true }, { finds: 0.1, isStale: true }];
    const events = decideSeries(ruleOf(), series).map(({ decisions: [decision] }) => decision?.notification);
    expect(events).toEqual([null, "raised", "resolved"]);
  });
});

it.each<[number | undefined, string | null, boolean]>([
  [undefined, "2020-01-01", false],
  [92, null, false],
  [92, "2026-04-30", false],
  [92, "2026-04-29", true],
])("with %s days, a newest position of %s is stale on 2026-07-31: %s", (staleAfterDays, newest, expected) => {
  const policy = staleAfterDays === undefined ? {} : { staleAfterDays };
  expect(isStale(policy, newest, "2026-07-31")).toBe(expected);
});

it("a ledger that was stored before the age of data was kept is read", () => {
  const older = {
    sector: "ai",
    version: 3,
    decisions: 2,
    lastAssessment: { id: "a-1", asOf: "2026-07-31" },
    noDataSince: null,
    noDataNotified: false,
    alerts: [],
    silences: [],
    outbox: [],
  };
  expect(ledgerSchema.parse(older)).toEqual({
    ...older,
    acknowledgements: [],
    staleSince: null,
    staleNotified: false,
  });
});
