import { type ByKind, entryOf, type Measure, type MeasureOf } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Facet } from "../supply/facet-totals.ts";
import { noun } from "../values/count.ts";
import { facetNouns } from "./facet-nouns.ts";
import { capitalized } from "./lines.ts";
import { companiesText, countriesText, setPhrase } from "./set-names.ts";
import {
  freeOfDirect,
  freeOfInfluence,
  freeOfLookThrough,
  freeOfLoss,
  freeOfShare,
  type TakerWords,
} from "./taker-words.ts";

/** What readers are told of a measure. */
export interface MeasureWords {
  /** What it counts, to follow its value: `made in China`, `with the 3 largest owners`. */
  phrase: string;
  /**
   * A value in a headline: `28% of supply made in China`. `what` is what it is a part of; `where` is `""` for the whole
   * sector, else ` in bess`.
   */
  headline: ValueWords;
  /**
   * The same as a sentence without its full stop: `Made in China: 28.0 % of supply`. No verb here agrees with `what`, since that
   * may be one thing or many: `supply`, `US battery imports`.
   */
  sentence: ValueWords;
  /** The name of the value, for the statistic under the headline of a figure: `share of supply made in China`. */
  statistic: (what: string) => string;
  /** Who stands behind its value. */
  holders: Holders;
  /**
   * Who takes what moves. For a concentration: `few` new keys, none of which may be large, or `many`, a little to each. `null`
   * where moving supply is not what changes the value.
   */
  takers: TakerWords | "few" | "many" | null;
}

type ValueWords = (value: string, what: string, where: string) => string;

/** From where a section takes those that it names. */
export type Holders =
  | { from: "facet"; facet: Facet }
  | { from: "sellers" }
  | { from: "chains" }
  | { from: "removals"; removes: "owner" | "country" };

const wordsByKind: ByKind<MeasureWords> = {
  hhi: (measure) => {
    const phrase = `concentration of ${facetNouns[measure.facet].many}`;
    return {
      ...partOf(measure, phrase),
      takers: "many",
      statistic: () => `HHI, ${phrase}`,
      headline: (value, _what, where) => `HHI ${value}, ${phrase}${where}`,
      sentence: (value, _what, where) => `The ${phrase}${where} is HHI ${value}`,
    };
  },
  top: (measure) => {
    const { one, many } = facetNouns[measure.facet];
    const phrase = measure.n === 1 ? `with one ${one}` : `with ${measure.n} ${many}`;
    return { ...partOf(measure, phrase), takers: "few" };
  },
  effective: (measure) => {
    const phrase = `equal ${facetNouns[measure.facet].many} in effect`;
    return {
      ...partOf(measure, phrase),
      takers: "many",
      statistic: () => `number of ${phrase}`,
      headline: (value, _what, where) => `${value} ${phrase}${where}`,
      sentence: (value, what) =>
        `It is as if ${value} ${facetNouns[measure.facet].many} of equal size shared all ${what}`,
    };
  },
  unknown: (measure) => partOf(measure, `without a known ${facetNouns[measure.facet].one}`),
  direct: (measure) => ({
    ...partOf(measure, `made in or controlled from ${countriesText(measure.of.countries)}`),
    holders: { from: "sellers" },
    takers: freeOfDirect(measure.of),
  }),
  influenced: (measure) => ({
    ...partOf(measure, `from suppliers held from ${countriesText(measure.of.countries)}`),
    takers: freeOfInfluence(measure.of),
  }),
  share: (measure) => {
    const words = partOf(measure, sharePhrase(measure.of));
    const holders: Holders = "list" in measure.of ? { from: "sellers" } : words.holders;
    return { ...words, holders, takers: freeOfShare(measure.of) };
  },
  "look-through": (measure) => ({
    ...stopping(measure, `stops if ${stopPhrase(measure.of)}`, stopperOf(measure.of)),
    holders: { from: "chains" },
    takers: freeOfLookThrough(measure.of),
  }),
  loss: (measure) => ({
    ...stopping(measure, `stops if one ${measure.of} stops`, `one ${measure.of}`),
    holders: { from: "removals", removes: measure.of },
    takers: freeOfLoss(measure.of),
  }),
  change: (measure) => {
    const { phrase, statistic } = wordsOf(measure.of);
    const days = `change in ${measure.days} days`;
    const isShare = factsOf(measure).unit === "fraction";
    const of = (what: string, where: string) => (isShare ? `${what} ${phrase}` : `${phrase}${where}`);
    return {
      ...partOf(measure, `${phrase}, ${days}`),
      statistic: (what) => `${statistic(what)}, ${days}`,
      headline: (value, what, where) => `${value} ${days}: ${of(what, where)}`,
      sentence: (value, what, where) =>
        `The ${isShare ? "share of " : ""}${of(what, where)} changed by ${value} in ${measure.days} days`,
    };
  },
};

/** What readers are told of a measure. */
export function wordsOf(measure: Measure): MeasureWords {
  return entryOf(wordsByKind, measure);
}

/** The words of a measure whose value is a part of all supply, and whose holders are the keys of its facet. */
function partOf(measure: Measure, phrase: string): MeasureWords {
  return {
    phrase,
    headline: (value, what) => `${value} of ${what} ${phrase}`,
    sentence: (value, what) => `${capitalized(phrase)}: ${value} of ${what}`,
    statistic: (what) => `share of ${what} ${phrase}`,
    holders: { from: "facet", facet: factsOf(measure).shownBy[0] },
    takers: null,
  };
}

/** The words of a measure of what stops. */
function stopping(measure: Measure, phrase: string, stopper: string): MeasureWords {
  return {
    ...partOf(measure, phrase),
    headline: (value, what) => `${value} of ${what} would stop if ${stopper} stopped`,
    statistic: (what) => `share of ${what} that ${phrase}`,
  };
}

/** `China stops`, `China and 3 more stop`, `the companies on the 1260H list stop`. */
function stopPhrase(of: MeasureOf<"look-through">["of"]): string {
  if ("list" in of) return `${stopperOf(of)} stop`;
  const keys = "countries" in of ? of.countries : "owners" in of ? of.owners : of.suppliers;
  return `${stopperOf(of)} ${noun(keys.length, "stops", "stop")}`;
}

function stopperOf(of: MeasureOf<"look-through">["of"]): string {
  return `${"list" in of ? "the companies on " : ""}${setPhrase(of)}`;
}

function sharePhrase(of: MeasureOf<"share">["of"]): string {
  if ("countries" in of) {
    return `${of.facet === "origin" ? "made in" : "controlled from"} ${countriesText(of.countries)}`;
  }
  if ("list" in of) return `from companies on ${setPhrase(of)}`;
  return "owners" in of ? `owned by ${companiesText(of.owners)}` : `from ${companiesText(of.suppliers)}`;
}
