import type { Policy } from "../../shared/policy/policy.ts";
import { daysLookedBack, followsData, windowEnd, windowsOf } from "../../shared/policy/windows.ts";
import { emptyFold, type Fold } from "../../shared/supply/fold.ts";
import { type Day, type Window, windowEnding } from "../../shared/values/day.ts";
import type { FoldSource } from "./fold-source.ts";

/** What an assessment needs of a sector's positions: the fold of its window, and of each window before it. */
export interface PolicyFolds {
  window: Window;
  fold: Fold;
  foldsBefore: Map<number, Fold>;
  /** The positions as they are stored now, in the windows of the given earlier assessments. */
  foldsThen: Fold[];
}

/** The window of an earlier assessment. */
export type WindowThen = Pick<Window, "asOf" | "windowDays"> & { windowEnd: Day };

/** The windows that an assessment needs. */
export interface PolicyWindows {
  window: Window;
  /** One for each of `daysLookedBack`. */
  before: Window[];
  /** Those of the given earlier assessments. */
  atThen: Window[];
}

/** The windows of a policy as of a day. When they follow the data, the newest day is looked up. */
export async function policyWindows(
  source: Pick<FoldSource, "newestDate">,
  policy: Policy,
  asOf: Day,
  windowDays = policy.windowDays,
  then: WindowThen[] = [],
): Promise<PolicyWindows> {
  const newest = followsData(policy) ? await source.newestDate(policy.sector, asOf) : null;
  const end = windowEnd(policy, asOf, newest);
  const [own, ...before] = windowsOf(policy, asOf, windowDays, end);
  const window: Window = { ...own, tellsImports: true };
  return { window, before, atThen: then.map((one) => windowThen(one, window)) };
}

/** Folds a sector's positions in the windows of its policy as of a day. */
export async function loadPolicyFolds(
  source: FoldSource,
  policy: Policy,
  asOf: Day,
  windowDays = policy.windowDays,
  earlier: WindowThen[] = [],
): Promise<PolicyFolds> {
  const { window, before, atThen } = await policyWindows(source, policy, asOf, windowDays, earlier);
  // The window of the trusted state is often that of the last assessment.
  const distinct = [...new Map(atThen.map((one) => [windowKey(one), one])).values()];
  const [fold = emptyFold(), ...others] = await source.folds(policy.sector, [window, ...before, ...distinct]);
  const foldsAt = new Map(distinct.map((one, at) => [windowKey(one), others[before.length + at]]));
  const foldsBefore = new Map(daysLookedBack(policy).map((days, at) => [days, others[at] ?? emptyFold()]));
  const foldsThen = atThen.map((one) => foldsAt.get(windowKey(one)) ?? emptyFold());
  return { window, fold, foldsBefore, foldsThen };
}

/** The same for two windows only when they count the same positions, compared with the same others. */
export function windowKey({ asOf, windowDays, end, after, comparedWith, ...kept }: Window): string {
  const compared = comparedWith === undefined ? null : windowKey(comparedWith);
  const { tellsImports = false, withoutCells = false } = kept;
  return JSON.stringify([asOf, windowDays, end, after, compared, tellsImports, withoutCells]);
}

/** The window of an earlier assessment, to be compared with another one, with exposure by import and no other cells. */
export function windowThen({ asOf, windowDays, windowEnd: end }: WindowThen, comparedWith: Window): Window {
  return { ...windowEnding(asOf, windowDays, end), comparedWith, tellsImports: true, withoutCells: true };
}
