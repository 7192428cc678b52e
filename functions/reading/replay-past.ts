import { measureSeries, type SeriesPoint } from "../../shared/backtest/series.ts";
import type { Refusal } from "../../shared/imports/refusal.ts";
import { listingsOf } from "../../shared/policy/listings.ts";
import { listsFor } from "../../shared/policy/own-lists.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { windowEnd, windowsOf } from "../../shared/policy/windows.ts";
import { newestDate } from "../../shared/supply/dated-around.ts";
import type { DatedPositions } from "../../shared/supply/dated-positions.ts";
import { type Fold, withUnreadable } from "../../shared/supply/fold.ts";
import { createSlidingFold } from "../../shared/supply/sliding-fold.ts";
import { mergeUnreadable } from "../../shared/supply/unreadable.ts";
import { type Day, daysBetween, type Window } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { RefusalStore } from "../ports/feeds.ts";
import type { HoldingStore, LinkStore, PositionStore, SupplierStore } from "../ports/supply.ts";
import { type DatedRows, loadDated } from "./load-dated.ts";
import { loadSupply, type Supply } from "./load-supply.ts";

/** The past of a sector: its positions by day, and its current suppliers, links and refused rows. */
export interface ReplayPast extends Supply {
  dated: DatedRows;
  refusals: Refusal[];
}

/** Reads all that the policies need of a sector to be replayed as of each of the days. */
export async function loadReplayPast(
  stores: {
    positions: PositionStore;
    suppliers: SupplierStore;
    links: LinkStore;
    holdings?: HoldingStore;
    refusals: RefusalStore;
  },
  sector: SectorId,
  policies: Policy[],
  days: string[],
): Promise<ReplayPast> {
  const windows = (positions: DatedPositions) =>
    policies.flatMap((policy) => days.flatMap((day) => windowsAt(policy, day, positions)));
  const [dated, supply, refusals] = await Promise.all([
    loadDated(stores.positions, sector, windows),
    loadSupply(stores),
    stores.refusals.of(sector),
  ]);
  // Rows that cannot be read make every run incomplete.
  const unreadable = mergeUnreadable([supply.unreadable, refusals.unreadable]);
  return { ...supply, unreadable, dated, refusals: refusals.rows };
}

/** The windows of a run. */
function windowsAt(policy: Policy, day: Day, positions: DatedPositions): Window[] {
  const end = windowEnd(policy, day, newestDate(positions, day));
  return windowsOf(policy, day, policy.windowDays, end);
}

/** The measure of a rule on each of the days, and whether anything is missing of the data. */
export function seriesOfPast(
  { dated, suppliers, links, unreadable, refusals }: ReplayPast,
  policy: Policy,
  rule: Rule,
  days: string[],
): { points: Iterable<SeriesPoint>; isIncomplete: boolean } {
  const isIncomplete = dated.unreadable.count + unreadable.count + refusals.length > 0;
  const points = measureSeries({
    policy,
    rule,
    days,
    newestDate: (asOf) => newestDate(dated.positions, asOf),
    foldOf: slidingFolds(dated),
    listings: listingsOf(suppliers, listsFor(policy)),
    links,
    isIncomplete,
  });
  return { points, isIncomplete };
}

/** One sliding fold for each window that a run needs: its own, and one for each number of days before it. */
export function slidingFolds({ positions, unreadable }: DatedRows): (window: Window) => Fold {
  const slides = new Map<string, (window: Window) => Fold>();
  return (window) => {
    const { windowDays, end, comparedWith } = window;
    const key = `${windowDays} ${comparedWith === undefined ? "" : daysBetween(end, comparedWith.end)}`;
    const slide = slides.get(key) ?? createSlidingFold(positions);
    slides.set(key, slide);
    return withUnreadable(slide(window), unreadable);
  };
}
