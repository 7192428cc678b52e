import { comparedOf } from "../benchmark/comparable.ts";
import type { Benchmark } from "../policy/benchmark.ts";
import { LONGEST_TEXT } from "../policy/bounds.ts";
import { isSameMeasure } from "../policy/definition.ts";
import { type ByKind, entryOf } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import { countryInText } from "../values/country-in-text.ts";
import { lineOf, oneLine } from "../values/one-line.ts";
import { sentence } from "./lines.ts";
import { wordsOf } from "./measure-words.ts";
import { nameList } from "./name-list.ts";

/** What of a rule stands beside the benchmark of its sector, and what does not and why, in plain words. */
export function explainCompared(rule: Rule, benchmark: Benchmark): string[] {
  const { originsExcept = [] } = benchmark;
  const compared = comparedOf(rule.measure);
  if (compared === null)
    return [`Nothing is compared with ${benchmark.sector}: ${entryOf(reasons, rule.measure)}.`];
  if (factsOf(compared).names.countries.some((country) => originsExcept.includes(country)))
    return [
      `Nothing is compared with ${benchmark.sector}: its goods of a country that the rule names are left out.`,
    ];
  if (rule.by === "program")
    return [`Nothing is compared with ${benchmark.sector}: it does not know our programs.`];
  const isWhole = isSameMeasure(compared, rule.measure);
  return [
    isWhole
      ? `The same is computed of ${benchmark.sector}, from its last assessment up to the day of the run.`
      : `What is ${wordsOf(compared).phrase} stands beside the same of ${benchmark.sector}, from its last assessment up to the day of the run; who controls suppliers, and what stands behind them, is not known of a market.`,
    itemsCompared(rule, benchmark),
    ...(originsExcept.length === 0
      ? []
      : [`What is made in ${nameList(originsExcept.map(countryInText))} is left out of both.`]),
    ...(benchmark.source === undefined
      ? []
      : [sentence(`Source: ${lineOf(benchmark.source, LONGEST_TEXT.source)}`)]),
  ];
}

function itemsCompared({ by }: Rule, { items }: Benchmark): string {
  if (items === undefined)
    return by === "item"
      ? "An item is compared with the item of the same name."
      : "Compared are the items that both have.";
  const pairs = Object.entries(items).map(([own, other]) => `${oneLine(own)} with ${oneLine(other)}`);
  return `Compared are only: ${pairs.join(", ")}.`;
}

const nobody = "who sells, owns or controls is not known of a market";
const tiers = "what stands behind suppliers is not known of a market";
const byFacet = () => nobody;

/** Why a measure is not compared. */
const reasons: ByKind<string> = {
  hhi: byFacet,
  top: byFacet,
  effective: byFacet,
  share: byFacet,
  direct: byFacet,
  influenced: byFacet,
  "look-through": () => tiers,
  loss: () => tiers,
  unknown: () => "what is unknown tells about the records, not about a market",
  change: () => "the windows of both differ, and so would what changed in them",
};
