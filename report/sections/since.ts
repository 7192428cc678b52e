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
  if (shown === null) return html`First ${first}`;
  const begin =
    shown.before === null
      ? html`${dayShown(shown.first)} or earlier, where the record begins`
      : html`Between ${dayShown(shown.before)} and ${dayShown(shown.first)}`;
  return html`${begin}; first ${first}`;
}

/** From when on every computed day shows an alert, and the computed day before, on which it was inside; `null` where nothing was computed before. */
interface ShownSince {
  first: Day;
  before: Day | null;
}

/** The earliest of the computed days from which on every one shows the alert at a level; `null` when the last of them does not. */
function shownSince(view: SectorView, alert: Alert): ShownSince | null {
  const rule = ruleOf(view, alert.rule);
  if (rule === undefined) return null;
  const points = view.reported.computed
    .filter((point) => point.rule === alert.rule && point.group === alert.group)
    .sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  let first: Day | null = null;
  for (const { asOf, observed } of points) {
    if (observed === null) break;
    const { lower, upper } = observed;
    const isOpen = levelOf(rule, { lower, upper: upper ?? Number.POSITIVE_INFINITY }) !== "none";
    if (!isOpen) return first === null ? null : { first, before: asOf };
    first = asOf;
  }
  return first === null ? null : { first, before: null };
}
