import type { Alert } from "./alert.ts";
import { type AssessmentSummary, MOST_IN_TREND, type SummaryMeasures } from "./assessment-summary.ts";
import { countryName } from "./country-name.ts";
import type { Interval } from "./interval.ts";
import { countriesNamed, type Measure } from "./measure.ts";
import type { SectorDigest } from "./sector-digest.ts";
import { type Silence, silenceOver } from "./silence.ts";
import { valuesText } from "./trend-text.ts";
import { facetNouns, intervalText, limitPhrase, money, oneLine, percent } from "./wording.ts";

const MOST_ALERTS = 10;
const MOST_COUNTRIES = 3;
const FACETS = ["owner", "origin"] as const;

/** The text of a digest: a section per sector, then how to look closer. `stack` is the one that commands should name. */
export function digestText(
  sectors: SectorDigest[],
  { today, stack, version }: { today: string; stack: string | null; version: string },
): string {
  const target = stack === null ? "" : ` --stack ${stack}`;
  const sections = [
    [`How the sectors stand on ${today}. Nothing here is new: what crosses a limit is told at once.`],
    ...sectors.map((sector) => [sectorTitle(sector), ...sectorLines(sector).map((line) => `  ${line}`)]),
    [
      "NEXT",
      `  npx chokepoint alerts --history${target}`,
      ...sectors
        .slice(0, 1)
        .map(
          ({ policy }) => `  npx chokepoint recompute --sector ${policy.sector} --dry-run --json${target}`,
        ),
    ],
    [`digest-${today}\nchokepoint ${version}`],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function sectorTitle({ policy, newest }: SectorDigest): string {
  const mark = (newest?.illustrative ?? 0) > 0 ? " (illustrative data: an example)" : "";
  return policy.title.toUpperCase() + mark;
}

function sectorLines(sector: SectorDigest): string[] {
  const { problem, newest, noDataSince } = sector;
  if (problem !== null) return [`could not be read: ${problem}`];
  if (newest === null) return ["was never recomputed", ...silenceLines(sector)];
  return [
    ...ageLines(sector, newest),
    ...(noDataSince === null ? [] : [`no data since ${noDataSince}: no limit is checked, nothing resolves`]),
    ...openLines(sector),
    ...silenceLines(sector),
    ...measureLines(sector, newest),
  ];
}

function ageLines(
  { dataAgeDays, assessedDaysAgo, waiting }: SectorDigest,
  newest: AssessmentSummary,
): string[] {
  const { exposure, unit, positions, asOf, newestDate, windowDays, incomplete } = newest;
  const ago = (days: number | null) =>
    days === null ? "" : `, ${days === 0 ? "today" : `${days} days ago`}`;
  return [
    `${money(exposure, unit)} in ${positions} position${positions === 1 ? "" : "s"} of the last ${windowDays} days`,
    `assessed as of ${asOf}${ago(assessedDaysAgo)}`,
    newestDate === null ? "no position has a date" : `newest position ${newestDate}${ago(dataAgeDays)}`,
    ...(incomplete ? ["some stored rows could not be read: nothing resolves"] : []),
    ...(waiting === 0 ? [] : [`bulletins that wait to be published: ${waiting}`]),
  ];
}

function openLines({ open, silences }: SectorDigest): string[] {
  if (open.length === 0) return ["every rule inside its limits"];
  const lines = open.slice(0, MOST_ALERTS).map((alert) => openLine(alert, silenceOver(silences, alert)));
  return open.length > MOST_ALERTS ? [...lines, `and ${open.length - MOST_ALERTS} more`] : lines;
}

function openLine(alert: Alert, silence: Silence | null): string {
  const { level, title, group, measure, observed, limit, side, since } = alert;
  const name = group === null ? title : `${title} (${oneLine(group)})`;
  const hidden = silence === null ? "" : `, silenced until ${silence.until}`;
  const value = `${intervalText(measure, observed, limit)}, ${limitPhrase(measure, limit, side)}`;
  return `${level.toUpperCase()}  ${name}: ${value}, since ${since}${hidden}`;
}

function silenceLines({ silences }: SectorDigest): string[] {
  return silences.map(({ rule, group, until, by, reason }) => {
    const about = rule === null ? "every rule" : group === null ? rule : `${rule} (${oneLine(group)})`;
    return `silence over ${about} until ${until}, by ${oneLine(by)}: ${oneLine(reason)}`;
  });
}

/** A measure that stands in a digest whatever the rules are about. */
interface Row {
  name: string;
  measure: Measure;
  read: (measures: SummaryMeasures) => Interval | undefined;
}

function measureLines({ policy, trend }: SectorDigest, newest: AssessmentSummary): string[] {
  const { measures } = newest;
  if (measures === null) return [];
  const countries = [...new Set(policy.rules.flatMap(({ measure }) => countriesNamed(measure)))];
  const first = trend.summaries[0]?.asOf ?? newest.asOf;
  const isTrend = trend.summaries.length > 1;
  const rhythm = trend.isWeekly ? "weekly" : `the last ${Math.min(trend.summaries.length, MOST_IN_TREND)}`;
  const facetsKnown = FACETS.filter((facet) => measures.unknown[facet] < 1);
  const depended = countries.filter((country) => (measures.lookThrough[country]?.lower ?? 0) > 0);
  const rows = rowsFor(facetsKnown, depended.slice(0, MOST_COUNTRIES));
  const lines = rows.flatMap(({ name, measure, read }) => {
    const now = read(measures);
    if (now === undefined) return [];
    const values = trend.summaries.map(({ measures: then }) => (then && read(then)?.lower) ?? null);
    const shown = `${name}: ${intervalText(measure, now)}`;
    return isTrend ? [shown, `  ${valuesText(values, measure)}`] : [shown];
  });
  const unknown = FACETS.map(
    (facet) => `${percent(measures.unknown[facet])} without a known ${facetNouns[facet].one}`,
  );
  return [
    ...(isTrend ? [`Certain values from ${first}, ${rhythm}, oldest first:`] : []),
    ...lines,
    unknown.join(", "),
  ];
}

function rowsFor(shown: (typeof FACETS)[number][], countries: string[]): Row[] {
  const byFacet = shown.map<Row>((facet) => ({
    name: `Concentration of ${facetNouns[facet].many} (HHI)`,
    measure: { kind: "hhi", facet },
    read: ({ hhi }) => hhi[facet],
  }));
  const byCountry = countries.flatMap<Row>((country) => {
    const of = { countries: [country] };
    return [
      {
        name: `Made in ${countryName(country)} or controlled from there`,
        measure: { kind: "direct", of },
        read: ({ direct }) => direct[country],
      },
      {
        name: `At risk if ${countryName(country)} stops, any tier`,
        measure: { kind: "look-through", of },
        read: ({ lookThrough }) => lookThrough[country],
      },
    ];
  });
  return [...byFacet, ...byCountry];
}
