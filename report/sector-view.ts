import type { Alert } from "../shared/alerts/alert.ts";
import type { Assessed } from "../shared/assessment/assess.ts";
import { type Assessment, scopeOf } from "../shared/assessment/assessment.ts";
import type { Observation } from "../shared/assessment/observation.ts";
import type { MeasuredScope } from "../shared/assessment/scope-measures.ts";
import { type Grouped, groupTitle, type ItemOf, itemNames } from "../shared/policy/item-names.ts";
import { factsOf } from "../shared/policy/measure-facts.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Rule } from "../shared/policy/rule.ts";
import { titleName } from "../shared/text/alert-name.ts";
import type { CommandPlace } from "../shared/text/command.ts";
import type { NameOf } from "../shared/text/key-name.ts";
import type { Bounds, Interval } from "../shared/values/interval.ts";
import { displayName } from "../shared/values/one-line.ts";
import type { LiveParts, ReportedSector, ReportInput, Unexplained } from "./reported.ts";
import { openAlertsOf } from "./shown-alerts.ts";

/** A sector that has been assessed, ready to be shown. */
export interface SectorView {
  reported: ReportedSector;
  policy: Policy;
  assessment: Assessment;
  /** What explains the assessment; or why nothing does. */
  explained: Assessed | { problem: Unexplained };
  /** The open alerts, worst first. */
  open: Alert[];
  nameOf: NameOf;
  itemOf: ItemOf;
  place: CommandPlace;
  live?: LiveParts;
}

/** The view of a sector with a usable policy and an assessment. */
export function sectorView(
  reported: ReportedSector,
  policy: Policy,
  assessment: Assessment,
  { place, live }: Pick<ReportInput, "place" | "live">,
): SectorView {
  const { explained, ledger } = reported;
  return {
    ...{ reported, policy, assessment, explained, place },
    ...(live === undefined ? {} : { live }),
    open: openAlertsOf(ledger, policy.rules),
    nameOf: "problem" in explained ? namesIn(assessment) : explained.nameOf,
    itemOf: itemNames(policy),
  };
}

/** The names that the assessment itself holds. */
function namesIn({ scopes }: Assessment): NameOf {
  const names = new Map<string, string>();
  for (const scope of scopes) {
    if ("empty" in scope) continue;
    for (const facet of [scope.facets.supplier, scope.facets.owner]) {
      for (const { key, name } of facet.keys) names.set(key, name);
    }
  }
  return (key) => displayName(names.get(key) ?? key, key);
}

/** What explains the assessment; `null` when nothing does. */
export function assessedOf({ explained }: SectorView): Assessed | null {
  return "problem" in explained ? null : explained;
}

/** The rule of an alert; `undefined` when it is no longer in the policy. */
export function ruleOf({ policy }: SectorView, id: string): Rule | undefined {
  return policy.rules.find((rule) => rule.id === id);
}

/** What readers call the item or program of an alert. */
export function shownGroup({ itemOf }: Pick<SectorView, "itemOf">, alert: Grouped): string | null {
  return groupTitle(alert, itemOf);
}

/** The title of an alert or rule with its item or program, without ids. */
export function alertTitle(view: Pick<SectorView, "itemOf">, alert: Grouped & { title: string }): string {
  return titleName(alert.title, shownGroup(view, alert));
}

/** The observation behind an alert; `undefined` when nothing explains the assessment, or the rule has gone. */
export function observationOf(
  view: SectorView,
  { rule, group }: Pick<Alert, "rule" | "group">,
): Observation | undefined {
  return assessedOf(view)?.observations.find((one) => one.rule.id === rule && one.group === group);
}

/** What a share of its scope is in money, and the scope. */
export interface Worth {
  worth: Interval;
  of: MeasuredScope;
}

/**
 * What a share of its scope is in money; `null` for a measure that is no share, and where the exposure of the scope is not
 * known: that of a program is not stored.
 */
export function worthOf(
  view: SectorView,
  { rule, group, observed }: { rule: Rule; group: string | null; observed: Bounds },
): Worth | null {
  const { unit, daysBefore } = factsOf(rule.measure);
  const scope = scopeOf({ rule, group }, view.assessment);
  if (unit !== "fraction" || daysBefore !== null || scope === null) return null;
  const upper = observed.upper ?? 1;
  return { worth: { lower: observed.lower * scope.exposure, upper: upper * scope.exposure }, of: scope };
}
