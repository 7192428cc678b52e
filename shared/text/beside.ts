import type { Beside, BesideFigures, Lack } from "../benchmark/beside.ts";
import type { Comparison, Side } from "../benchmark/compare.ts";
import { LONGEST_TEXT } from "../policy/bounds.ts";
import type { Measure } from "../policy/measure.ts";
import { noun } from "../values/count.ts";
import { countryInText } from "../values/country-in-text.ts";
import type { Day } from "../values/day.ts";
import type { Unit } from "../values/exposure.ts";
import type { RuleId } from "../values/identifier.ts";
import { lineOf, oneLine } from "../values/one-line.ts";
import { dayText } from "./day-text.ts";
import { capitalized, sentence } from "./lines.ts";
import { wordsOf } from "./measure-words.ts";
import { rangeText } from "./measured-value.ts";
import { moneyRange } from "./money.ts";
import { nameList } from "./name-list.ts";
import { shareText } from "./share.ts";
import { daysTold, type WindowTold } from "./window.ts";

/** Whose figures stand beside those of a benchmark. */
export type BesideOwn = WindowTold & { unit: Unit };

/** A rule and its item, or an alert of it. */
interface Told {
  rule: RuleId | null;
  group: string | null;
}

/** The comparisons that stand beside some rules, in the order of these rules. */
export function comparisonsFor({ comparisons }: BesideFigures, told: readonly Told[]): Comparison[] {
  const found = told.flatMap(({ rule, group }) =>
    comparisons.filter(({ rules }) => rules.some((one) => one.rule === rule && one.group === group)),
  );
  return [...new Set(found)];
}

/** What stands beside some rules of a sector, at most `most` comparisons, and what must be known of it. */
export function besideLines(beside: Beside, own: BesideOwn, told: readonly Told[], most: number): string[] {
  if ("lack" in beside) return [notComparedText(beside)];
  const comparisons = comparisonsFor(beside, told).slice(0, most);
  if (comparisons.length === 0) return [];
  return [
    ...comparisons.flatMap((comparison) => comparisonLines(comparison, beside, own)),
    ...benchmarkNotes(beside, own.asOf),
  ];
}

/** A comparison, a sentence for each of both: `Made in China: 57.2 % of our bess (USD 60.1 M, last 365 days).` */
function comparisonLines(
  { measure, ours, theirs }: Comparison,
  beside: BesideFigures,
  own: BesideOwn,
): string[] {
  const [items, others] = [itemsText(ours, beside, "ours"), itemsText(theirs, beside, "theirs")];
  const which = others === items ? "" : `${others}: `;
  const { originsExcept = [], windowDays, windowEnd } = beside;
  const except =
    originsExcept.length === 0 ? "" : ` made outside of ${nameList(originsExcept.map(countryInText))}`;
  // The last days of another day are not the last days.
  const days = `${windowDays} ${noun(windowDays, "day")} to ${dayText(windowEnd)}`;
  return [
    `${comparedPhrase(measure)}: ${comparedValue(measure, ours)} of our ${items}${except} (${amount(ours, own.unit)}, ${daysTold(own)}).`,
    `${oneLine(beside.title)}: ${comparedValue(measure, theirs)} (${which}${amount(theirs, beside.unit)}, ${days}).`,
  ];
}

/** The items of a side, each by its title where it has one. */
export function itemsText({ items }: Side, { itemTitles }: BesideFigures, whose: "ours" | "theirs"): string {
  return nameList(items.map((item) => oneLine(itemTitles?.[whose][item] ?? item)));
}

/** `Made in China`, `Concentration of countries of manufacture`. */
export function comparedPhrase(measure: Measure): string {
  return capitalized(wordsOf(measure).phrase);
}

/** `57.2 %`, `HHI 4,120`, as a range where something is not known. */
function comparedValue(measure: Measure, { observed }: Side): string {
  return `${measure.kind === "hhi" ? "HHI " : ""}${rangeText(measure, observed)}`;
}

function amount({ exposure: { lower, upper } }: Side, unit: Unit): string {
  return moneyRange(lower, upper, unit);
}

/** What must be known of a benchmark before its figures are believed, a sentence each. `asOf` is the day of the sector. */
export function benchmarkNotes(beside: BesideFigures, asOf: Day): string[] {
  const { illustrative, stale, incomplete, source } = beside;
  const title = oneLine(beside.title);
  return [
    ...(illustrative > 0
      ? [`EXAMPLE DATA: ${illustrative === 1 ? "all" : shareText(illustrative)} of ${title}.`]
      : []),
    ...(beside.asOf === asOf ? [] : [`${title}: assessed as of ${dayText(beside.asOf)}.`]),
    ...(stale ? [`${title}: its newest data is older than its policy allows.`] : []),
    ...(incomplete ? [`${title}: some of its data is missing.`] : []),
    ...(source === undefined ? [] : [sentence(`Source: ${lineOf(source, LONGEST_TEXT.source)}`)]),
  ];
}

const reasons: Record<Lack, string> = {
  "no-policy": "no usable policy of it is here",
  "never-assessed": "it was not assessed up to this day",
  unreadable: "its assessment cannot be read",
  "policy-changed": "its policy has changed since its last assessment",
  "own-policy-changed": "the policy of this sector has changed since its last assessment",
  "other-unit": "its last assessment is in another kind of unit",
  "counted-otherwise": "it counts countries as others that count as themselves here",
  empty: "it has nothing in its window",
  "no-item": "both have no item in common",
};

/** Why nothing stands beside a sector: `Not compared with US imports of battery storage: it was not assessed up to this day.` */
export function notComparedText({ title, lack }: Extract<Beside, { lack: Lack }>): string {
  return `Not compared with ${oneLine(title)}: ${reasons[lack]}.`;
}
