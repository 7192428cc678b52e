import { type ByKind, entryOf, type Measure, type MeasureOf } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Facet } from "../supply/facet-totals.ts";
import { facetNouns } from "./facet-nouns.ts";
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
   * A value in a headline: `28.0 % of supply made in China`. `what` is what it is a part of; `where` is `""` for the whole
   * sector, else ` in bess`.
   */
  headline: (value: string, what: string, where: string) => string;
  /** Who stands behind its value, a section each. */
  holders: Holders[];
  /**
   * Who takes what moves. For a concentration: `few` new keys, none of which may be large, or `many`, a little to each. `null`
   * where moving supply is not what changes the value.
   */
  takers: TakerWords | "few" | "many" | null;
}

/** From where a section takes those that it names; `title` is its heading. */
export type Holders =
  | { from: "facet"; facet: Facet; title: string }
  | { from: "sellers"; title: string }
  | { from: "inflow"; title: string }
  | { from: "removals"; removes: "owner" | "country"; title: string };

const wordsByKind: ByKind<MeasureWords> = {
  hhi: (measure) => {
    const { one } = facetNouns[measure.facet];
    return {
      ...partOf(measure, `concentration by ${one}, HHI`),
      takers: "many",
      headline: (value, _what, where) => `HHI ${value} by ${one}${where}`,
    };
  },
  top: (measure) => {
    const { one, many } = facetNouns[measure.facet];
    const phrase = measure.n === 1 ? `with one ${one}` : `with ${measure.n} ${many}`;
    return { ...partOf(measure, phrase), takers: "few" };
  },
  effective: (measure) => {
    const phrase = `effective ${facetNouns[measure.facet].many}`;
    const headline = (value: string, _what: string, where: string) => `${value} ${phrase}${where}`;
    return { ...partOf(measure, phrase), headline, takers: "many" };
  },
  unknown: (measure) => partOf(measure, `without a known ${facetNouns[measure.facet].one}`),
  direct: (measure) => ({
    ...partOf(measure, `made in or controlled from ${countriesText(measure.of.countries)}`),
    holders: [holdersByFacet("origin"), { from: "sellers", title: "WHO SELLS IT, by owner" }],
    takers: freeOfDirect(measure.of),
  }),
  influenced: (measure) => ({
    ...partOf(measure, `with suppliers influenced from ${countriesText(measure.of.countries)}`),
    takers: freeOfInfluence(measure.of),
  }),
  share: (measure) => {
    const words = partOf(measure, sharePhrase(measure.of));
    const sellers: Holders = {
      from: "sellers",
      title: `WHO SELLS IT, by owner, from ${setPhrase(measure.of)}`,
    };
    const holders = "list" in measure.of ? [sellers] : words.holders;
    return { ...words, holders, takers: freeOfShare(measure.of) };
  },
  "look-through": (measure) => ({
    ...partOf(measure, `at risk via ${setPhrase(measure.of)}`),
    holders: [
      { from: "inflow", title: `WHO IT COMES THROUGH: owners in any tier, via ${setPhrase(measure.of)}` },
    ],
    takers: freeOfLookThrough(measure.of),
  }),
  loss: (measure) => ({
    ...partOf(measure, `lost if one ${measure.of} stops`),
    holders: [{ from: "removals", removes: measure.of, title: `WHAT IS LOST if one ${measure.of} stops` }],
    takers: freeOfLoss(measure.of),
  }),
  change: (measure) => partOf(measure, `${wordsOf(measure.of).phrase}, change in ${measure.days} days`),
};

/** What readers are told of a measure. */
export function wordsOf(measure: Measure): MeasureWords {
  return entryOf(wordsByKind, measure);
}

/** The words of a measure whose value is a part of all supply, and whose holders are the keys of its facets. */
function partOf(measure: Measure, phrase: string): MeasureWords {
  return {
    phrase,
    headline: (value, what) => `${value} of ${what} ${phrase}`,
    holders: factsOf(measure).shownBy.map(holdersByFacet),
    takers: null,
  };
}

function holdersByFacet(facet: Facet): Holders {
  return { from: "facet", facet, title: `WHO HOLDS IT, by ${facetNouns[facet].one}` };
}

function sharePhrase(of: MeasureOf<"share">["of"]): string {
  if ("countries" in of) {
    return `${of.facet === "origin" ? "made in" : "controlled from"} ${countriesText(of.countries)}`;
  }
  return "owners" in of ? `owned by ${companiesText(of.owners)}` : `from ${setPhrase(of)}`;
}
