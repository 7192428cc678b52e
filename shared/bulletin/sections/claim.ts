import type { Assessed } from "../../assessment/assess.ts";
import { measuredSector, scopeOf } from "../../assessment/assessment.ts";
import { groupsOf } from "../../assessment/view.ts";
import { calledMeasure } from "../../policy/called-measure.ts";
import type { Measure } from "../../policy/measure.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Wording } from "../../policy/wording.ts";
import { groupNameOf } from "../../supply/scope.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { keyInText } from "../../text/key-name.ts";
import { wordsOf } from "../../text/measure-words.ts";
import { rangeText } from "../../text/measured-value.ts";
import { money, moneyOfWhole, moneyRange } from "../../text/money.ts";
import { shareText } from "../../text/share.ts";
import { daysTold } from "../../text/window.ts";
import { countryInText } from "../../values/country-in-text.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import type { Bounds, Interval } from "../../values/interval.ts";
import { displayName, oneLine } from "../../values/one-line.ts";

/** What a value is about: its measure, and the item or program of its rule. */
interface Measured {
  measure: Measure;
  group: string | null;
}

/** What was found, as a sentence without its full stop: `Made in China: 28.0 % of supply`; or as a headline. */
export function claimText(
  { measure, group }: Measured,
  observed: Bounds,
  limit: number | undefined,
  { supply, names }: Pick<Wording, "supply" | "names">,
  form: "sentence" | "headline" = "sentence",
): string {
  const [what, where] = group === null ? [supply, ""] : [oneLine(group), ` in ${oneLine(group)}`];
  return wordsOf(calledMeasure(measure, { names }))[form](rangeText(measure, observed, limit), what, where);
}

/**
 * How much money it is: `USD 98.6 M to 113.3 M of 118.9 M, last 365 days`. For a concentration, the largest key and what it
 * has. Without a value of its own in money, only the whole.
 */
export function moneyText(
  news: Measured & { rule: string; observed: Interval },
  assessed: Assessed,
  policy: Policy,
): string {
  const { assessment } = assessed;
  const { unit } = assessment;
  const whole = wholeOf(news, assessed, policy);
  const days = daysTold(assessment);
  if (whole === null) return `${money(measuredSector(assessment)?.exposure ?? 0, unit)} in all, ${days}`;
  const { unit: kind, daysBefore } = factsOf(news.measure);
  if (kind === "fraction" && daysBefore === null) {
    const { lower, upper } = news.observed;
    const part = moneyRange(lower * whole, upper * whole, unit);
    return [moneyOfWhole(part, whole, unit), days, ...worstText(news, assessed)].join(", ");
  }
  return `${[`${money(whole, unit)} in all`, days, ...equalText(news)].join(", ")}${largestText(news, assessed, policy)}`;
}

const MOST_POINTS = 10_000;

/** `as with 7.3 to 7.4 owners of equal size`: what an HHI means. */
function equalText({ measure, observed: { lower, upper } }: Measured & { observed: Interval }): string[] {
  if (measure.kind !== "hhi" || lower <= 0) return [];
  const equal: Measure = { kind: "effective", facet: measure.facet };
  const bounds = { lower: MOST_POINTS / upper, upper: MOST_POINTS / lower };
  return [`as with ${rangeText(equal, bounds)} ${facetNouns[measure.facet].many} of equal size`];
}

/** The exposure of the sector, or of the item or program of a rule, in its unit; `null` where the policy has no such rule. */
export function wholeOf(
  { rule: id, group }: { rule: string; group: string | null },
  { view, assessment: { unit } }: Assessed,
  policy: Policy,
): number | null {
  const rule = policy.rules.find((one) => one.id === id);
  const scope = rule && groupsOf(view, rule.by).find((one) => groupNameOf(one) === group);
  return scope === undefined ? null : toUnit(asMinor(scope.total), unit);
}

/** For what is lost by one removal: by which. */
function worstText(
  { measure, rule, group }: Measured & { rule: string },
  { observations, nameOf }: Assessed,
) {
  const { removes } = factsOf(measure);
  const found = observations.find((one) => one.rule.id === rule && one.group === group);
  const key = found?.contributions?.removed?.lower;
  if (removes === null || key == null) return [];
  return [`most by ${oneLine(keyNameOf(removes, key, nameOf))}`];
}

function keyNameOf(removes: "owner" | "country", key: string, nameOf: (key: string) => string): string {
  return removes === "country" ? countryInText(key) : nameOf(key);
}

/** `; the largest known is CATL with 17.0 % (USD 20.2 M)`. */
function largestText(
  { measure, rule: id, group }: Measured & { rule: string },
  { assessment }: Assessed,
  policy: Policy,
): string {
  const rule = policy.rules.find((one) => one.id === id);
  const holders = wordsOf(measure).holders;
  if (rule === undefined || rule.controlStake !== undefined || holders.from !== "facet") return "";
  const [first] = scopeOf({ rule, group }, assessment)?.facets[holders.facet].keys ?? [];
  if (first === undefined) return "";
  const { name, key, share, exposure } = first;
  const who = keyInText(holders.facet, key, () => displayName(name, key));
  return `; the largest known is ${who} with ${shareText(share)} (${money(exposure, assessment.unit)})`;
}
