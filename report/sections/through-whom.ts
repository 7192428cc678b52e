import type { Alert } from "../../shared/alerts/alert.ts";
import { measuredSector } from "../../shared/assessment/assessment.ts";
import type { Measure } from "../../shared/policy/measure.ts";
import { factsOf } from "../../shared/policy/measure-facts.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { groupName } from "../../shared/text/alert-name.ts";
import { facetNouns } from "../../shared/text/facet-nouns.ts";
import { countryName } from "../../shared/values/country-name.ts";
import { displayName } from "../../shared/values/one-line.ts";
import { type Content, type Html, html } from "../html.ts";
import { observationOf, type SectorView, shownGroup } from "../sector-view.ts";
import { share } from "../value.ts";

const MOST_NAMED = 3;

/** Through whom most of it comes: owners in any tier, or the largest of what the alert counts. */
export function throughWhom(view: SectorView, alert: Alert): Content {
  const { inflow = [], contributions = null } = observationOf(view, alert) ?? {};
  if (inflow.length > 0) {
    const through = inflow.map(({ key, share: part }) => ({
      name: key === null ? "an unknown owner" : view.nameOf(key),
      part,
    }));
    return html`Certain shares of ${wholeOf(alert, view)}: ${named(through)}. Sold by them, or inside what others sell.`;
  }
  const { family, shownBy } = factsOf(alert.measure);
  const { keys = [], rest = null } = contributions ?? {};
  const total = keys.reduce((sum, { exposure }) => sum + exposure, rest?.exposure ?? 0);
  const counted = keys
    .filter(({ key, lower }) => key !== null && lower > 0)
    .sort((one, other) => other.lower - one.lower)
    .map(({ key, lower }) => ({ name: keyNameOf(alert.measure, key ?? "", view), part: lower / total }));
  if (family === "counted" && counted.length > 0)
    return html`Certain shares of ${wholeOf(alert, view)}: ${named(counted)}.`;
  const [facet] = shownBy;
  const holders = measuredSector(view.assessment)?.facets[facet].keys ?? [];
  const { one, many } = facetNouns[facet];
  if (holders.length === 0) return `No ${one} is known.`;
  const largest = holders.map(({ key, name, share: part }) => ({ name: displayName(name, key), part }));
  return html`The largest ${many}, of ${wordingOf(view.policy).supply}: ${named(largest)}.`;
}

/** What the shares of an alert are shares of. */
function wholeOf(alert: Alert, view: SectorView): string {
  const group = shownGroup(view, alert);
  return group === null ? wordingOf(view.policy).supply : groupName(group);
}

/** The first names, each with its share. */
function named(holders: readonly { name: string; part: number }[]): Html[] {
  return holders
    .slice(0, MOST_NAMED)
    .map(({ name, part }, at) => html`${at > 0 && ", "}${name} (${share(part)})`);
}

/** The name of a key that divides the contributions of a measure. */
function keyNameOf(measure: Measure, key: string, { nameOf }: SectorView): string {
  const facet = factsOf(measure).dividedBy;
  return facet === "origin" || facet === "control" ? countryName(key) : nameOf(key);
}
