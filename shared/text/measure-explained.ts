import { type ByKind, entryOf, type Measure, type MeasureOf } from "../policy/measure.ts";
import { countryInText } from "../values/country-in-text.ts";
import { oneLine } from "../values/one-line.ts";
import { facetNouns } from "./facet-nouns.ts";
import { type NamedSet, setPhrase } from "./set-names.ts";
import { shareText } from "./share.ts";

/** What a measure counts, in a sentence for somebody who has not met it. Every country and company is named. */
export function explainMeasure(measure: Measure): string {
  return entryOf(sentenceByKind, measure);
}

const sentenceByKind: ByKind<string> = {
  hhi({ facet }) {
    const { one, many } = facetNouns[facet];
    return `How concentrated exposure is by ${one}: the sum of the squared percentages of all ${many} (HHI), from near 0 where none has much to 10,000 where one has all.`;
  },
  top({ facet, n }) {
    const { one, many } = facetNouns[facet];
    return n === 1 ? `The share of the largest ${one}.` : `The shares of the ${n} largest ${many}, added up.`;
  },
  effective({ facet }) {
    return `How many ${facetNouns[facet].many} of equal size would be as concentrated: 10,000 divided by the HHI.`;
  },
  unknown({ facet }) {
    return `The share whose ${facetNouns[facet].one} is not known for certain.`;
  },
  direct({ of }) {
    const countries = countriesIn(of.countries);
    return `The share that is made in ${countries}, or sold by a supplier whose owner is there.`;
  },
  influenced({ of, single, together }) {
    const countries = countriesIn(of.countries);
    return `The share that is sold by suppliers of which one holder from ${countries} has ${shareText(single)} of the equity or the votes, or all such holders have ${shareText(together)}, through all chains of holders; and by suppliers that stand there.`;
  },
  share: ({ of }) => `The share ${sharedBy(of)}.`,
  "look-through"({ of }) {
    const who = "countries" in of ? countriesIn(of.countries) : companiesIn(of);
    const what =
      "countries" in of
        ? "what is made there, what companies sell that stand there or are controlled from there"
        : isOneCompany(of)
          ? "what it sells, or companies that it controls"
          : "what they sell, or companies that they control";
    return `The share that is no longer delivered if nothing comes from ${who} any more: ${what}, and what needs an input of any of these, through all tiers. A supplier is held up by the input of which most is lost.`;
  },
  loss({ of }) {
    const who = of === "owner" ? "one owner, or one supplier of unknown owner," : "one country";
    return `The largest share that is no longer delivered if ${who} delivers nothing, through all tiers, whichever it is.`;
  },
  change: ({ of, days }) =>
    `By how much a measure changed in ${days} days. The measure: ${lowerFirst(explainMeasure(of))}`,
};

function sharedBy(of: MeasureOf<"share">["of"]): string {
  if ("countries" in of) {
    const countries = countriesIn(of.countries);
    return of.facet === "origin"
      ? `made in ${countries}`
      : `sold by suppliers whose owner is in ${countries}`;
  }
  if ("owners" in of) return `sold by suppliers whose owner is ${listed(of.owners.map(oneLine))}`;
  if ("suppliers" in of) return `sold by ${listed(of.suppliers.map(oneLine))}`;
  return `sold by suppliers on ${setPhrase(of)}, or controlled by a company on it`;
}

function companiesIn(of: Exclude<NamedSet, { countries: string[] }>): string {
  if ("list" in of) return `the companies on ${setPhrase(of)}`;
  return listed(("owners" in of ? of.owners : of.suppliers).map(oneLine));
}

function isOneCompany(of: Exclude<NamedSet, { countries: string[] }>): boolean {
  if ("list" in of) return false;
  return ("owners" in of ? of.owners : of.suppliers).length === 1;
}

function countriesIn(codes: readonly string[]): string {
  return listed(codes.map(countryInText));
}

/** All of the names: `China, Russia or Iran`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
