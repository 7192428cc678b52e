import type { AssessmentSummary, SummaryMeasures } from "../assessment/summary.ts";
import { MOST_IN_TREND } from "../assessment/trend.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { isBroken } from "../policy/policies.ts";
import { dayText } from "../text/day-text.ts";
import { facetNouns } from "../text/facet-nouns.ts";
import { indent } from "../text/lines.ts";
import { rangeText, valuesText } from "../text/measured-value.ts";
import { shareText } from "../text/share.ts";
import { countryInText } from "../values/country-in-text.ts";
import type { CountryCode } from "../values/identifier.ts";
import type { Interval } from "../values/interval.ts";
import type { SectorDigest } from "./sector.ts";
import { pairLines, worstRecoveryLines } from "./worst-lines.ts";

const MOST_COUNTRY_LINES = 3;
const FACETS = ["owner", "origin"] as const;

/** A measure that every digest shows, whatever the rules measure. */
interface Row {
  name: string;
  measure: Measure;
  read: (measures: SummaryMeasures) => Interval | undefined;
}

/** The measures of a sector, each with its last values. */
export function measureLines({ policy, trend }: SectorDigest, newest: AssessmentSummary): string[] {
  const { measures } = newest;
  if (measures === null) return [];
  const measured = trend.summaries.filter((summary) => summary.measures !== null);
  const facetsKnown = FACETS.filter((facet) => measures.unknown[facet] < 1);
  const rules = isBroken(policy) ? [] : policy.rules;
  const named = new Set(rules.flatMap(({ measure }) => factsOf(measure).names.countries));
  const depended = [...named].filter((country) => (measures.lookThrough[country]?.lower ?? 0) > 0);
  const lines = rowsFor(facetsKnown, depended.slice(0, MOST_COUNTRY_LINES)).flatMap(
    ({ name, measure, read }) => {
      const now = read(measures);
      const values = measured.map(({ measures: then }) => (then && read(then)?.lower) ?? null);
      const shown = now === undefined ? [] : [`${name}: ${rangeText(measure, now)}`];
      return measured.length > 1 ? [...shown, indent(valuesText(values, measure))] : shown;
    },
  );
  const unknown = FACETS.map((facet) => `${facetNouns[facet].one} ${shareText(measures.unknown[facet])}`);
  return [
    titleOf(measured, trend.isWeekly),
    ...[...lines, ...worstRecoveryLines(newest), ...pairLines(newest)].map(indent),
    indent(`Not known: ${unknown.join(", ")}`),
  ];
}

function titleOf(measured: AssessmentSummary[], isWeekly: boolean): string {
  const [first] = measured;
  if (first === undefined || measured.length < 2) return "MEASURES";
  const rhythm = isWeekly ? "weekly" : `the last ${Math.min(measured.length, MOST_IN_TREND)}`;
  return `MEASURES, and below each what was certain of it since ${dayText(first.asOf)}, ${rhythm}`;
}

function rowsFor(shown: (typeof FACETS)[number][], countries: CountryCode[]): Row[] {
  const byFacet = shown.map<Row>((facet) => ({
    name: `Concentration of ${facetNouns[facet].many} (HHI)`,
    measure: { kind: "hhi", facet },
    read: ({ hhi }) => hhi[facet],
  }));
  const byCountry = countries.flatMap<Row>((country) => {
    const of = { countries: [country] };
    const name = countryInText(country);
    return [
      {
        name: `Made in ${name} or controlled from there`,
        measure: { kind: "direct", of },
        read: ({ direct }) => direct[country],
      },
      {
        name: `Stops if ${name} stops`,
        measure: { kind: "look-through", of },
        read: ({ lookThrough }) => lookThrough[country],
      },
    ];
  });
  return [...byFacet, ...byCountry];
}
