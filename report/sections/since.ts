import type { Alert } from "../../shared/alerts/alert.ts";
import { levelOf } from "../../shared/policy/level.ts";
import type { Day } from "../../shared/values/day.ts";
import { type Html, html } from "../html.ts";
import { ruleOf, type SectorView } from "../sector-view.ts";
import { dayShown } from "../value.ts";

/** Since when an alert is open. At a first look it may have begun before: then also what the positions show. */
export function sinceOf(view: SectorView, alert: Alert): Html {
  if (!alert.atFirstLook) return dayShown(alert.since);
  const shown = shownSince(view, alert);
  const first = html`checked on ${dayShown(alert.since)}`;
  return shown === null ? html`First ${first}` : html`${dayShown(shown)} or earlier; first ${first}`;
}

/** The earliest of the computed days from which on every one shows the alert at a level; `null` when the last of them does not. */
function shownSince(view: SectorView, alert: Alert): Day | null {
  const rule = ruleOf(view, alert.rule);
  if (rule === undefined) return null;
  const points = view.reported.computed
    .filter((point) => point.rule === alert.rule && point.group === alert.group)
    .sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  let first: Day | null = null;
  for (const { asOf, observed } of points) {
    if (observed === null) break;
    const { lower, upper } = observed;
    if (levelOf(rule, { lower, upper: upper ?? Number.POSITIVE_INFINITY }) === "none") break;
    first = asOf;
  }
  return first;
}
