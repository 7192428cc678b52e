import type { Alert } from "../alerts/alert.ts";
import { type Silence, silenceOver } from "../alerts/silence.ts";
import { type AssessmentSummary, MOST_IN_TREND, type SummaryMeasures } from "../assessment/summary.ts";
import { LONGEST_POLICY_TITLE } from "../policy/bounds.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { isBroken } from "../policy/policies.ts";
import { alertName } from "../text/alert-name.ts";
import { stackOption } from "../text/command.ts";
import { facetNouns } from "../text/facet-nouns.ts";
import { limitPhrase } from "../text/limit.ts";
import { indent } from "../text/lines.ts";
import { intervalText, valuesText } from "../text/measured-value.ts";
import { money } from "../text/money.ts";
import { refusedLine } from "../text/refused.ts";
import { shareText } from "../text/share.ts";
import { unconfirmedLine } from "../text/unconfirmed.ts";
import { unfinishedHeads } from "../text/unfinished.ts";
import { unreadableSummaries } from "../text/unreadable.ts";
import { noneOpen, unseenTexts } from "../text/unseen.ts";
import { daysOfWindow } from "../text/window.ts";
import { moreLine, noun } from "../values/count.ts";
import { countryName } from "../values/country-name.ts";
import type { Interval } from "../values/interval.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { lineOf, oneLine } from "../values/one-line.ts";
import type { SectorDigest } from "./sector.ts";

const MOST_ALERTS = 10;
const LONGEST_PROBLEM = 300;
const MOST_COUNTRIES = 3;
const FACETS = ["owner", "origin"] as const;

/** The text of a digest: each sector, then how to look closer. `stack` is the one that commands should name. */
export function digestText(
  sectors: SectorDigest[],
  { today, stack, version }: { today: string; stack: string | null; version: string },
): string {
  const target = stackOption(stack);
  const commands = ["alerts --history", "recompute --dry-run"].map(
    (command) => `npx chokepoint ${command}${target}`,
  );
  const sections = [
    [
      `How the sectors stand on ${today}. News has messages of its own, but for what a silence or a rule keeps back.`,
    ],
    ...sectors.flatMap(sectorSections),
    ["NEXT", ...commands.map(indent)],
    [`digest-${today}`, `chokepoint ${version}`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function sectorSections(sector: SectorDigest): string[][] {
  const { policy, problem, newest } = sector;
  const mark = (newest?.illustrative ?? 0) > 0 ? " (illustrative data: an example)" : "";
  const name = isBroken(policy) ? policy.sector : lineOf(policy.title, LONGEST_POLICY_TITLE);
  const title = [`=== ${name}${mark}`, ...brokenLines(sector)];
  if (problem !== null)
    return [
      [...title, `could not be read: ${withoutLinks(lineOf(problem, LONGEST_PROBLEM))}`],
      openLines(sector),
    ];
  if (sector.assessed === null)
    return [[...title, "was never recomputed"], openLines(sector), silenceLines(sector)];
  if (newest === null) return [[...title, ...lostLines(sector)], openLines(sector), silenceLines(sector)];
  return [
    [...title, ...ageLines(sector, newest), ...unreadableLines(sector)],
    openLines(sector),
    silenceLines(sector),
    measureLines(sector, newest),
  ];
}

/** What is known of a sector whose last assessment is lost: its alerts stand in the ledger. */
function lostLines(sector: SectorDigest): string[] {
  const { assessed, assessedDaysAgo, unreadable } = sector;
  const why = unreadable.count === 0 ? ["what was found then is no longer stored"] : unreadableLines(sector);
  return [`assessed as of ${assessed}${ago(assessedDaysAgo)}`, ...why];
}

function unreadableLines({ unreadable }: SectorDigest): string[] {
  if (unreadable.count === 0) return [];
  return [`${unreadableSummaries(unreadable)}: nothing of ${noun(unreadable.count, "it", "them")} is shown`];
}

/** Why a sector is not assessed any more, though what was last found of it still stands below. */
function brokenLines({ policy }: SectorDigest): string[] {
  return isBroken(policy)
    ? [`NOT WATCHED, its policy cannot be used: ${lineOf(policy.problem, LONGEST_PROBLEM)}`]
    : [];
}

function ageLines(
  { dataAgeDays, assessedDaysAgo, noDataSince, staleSince, waiting }: SectorDigest,
  newest: AssessmentSummary,
): string[] {
  const { exposure, unit, positions, asOf } = newest;
  const stale = `STALE DATA since ${staleSince}${dataAgeDays === null ? "" : `: the newest position is ${dataAgeDays} days old`}`;
  return [
    ...(staleSince === null || noDataSince !== null ? [] : [stale]),
    `${money(exposure, unit)} in ${positions} ${noun(positions, "position")} of ${daysOfWindow(newest)}`,
    `assessed as of ${asOf}${ago(assessedDaysAgo)}`,
    ...newestLines(newest, dataAgeDays),
    ...(noDataSince === null ? [] : [`no data since ${noDataSince}: no limit is checked, nothing resolves`]),
    ...lackLines(newest),
    ...(waiting === 0 ? [] : [`bulletins that wait to be published: ${waiting}`]),
  ];
}

function newestLines({ positions, newestDate }: AssessmentSummary, dataAgeDays: number | null): string[] {
  if (newestDate !== null) return [`newest position ${newestDate}${ago(dataAgeDays)}`];
  return positions === 0 ? [] : ["no position has a date"];
}

/** What keeps the assessment from being whole. One of an earlier version says only that it is not. */
function lackLines({
  incomplete,
  unreadable,
  refused,
  unconfirmed,
  unfinished,
  overlaps,
  unit,
}: AssessmentSummary): string[] {
  if (!incomplete) return [];
  const isUnreadable = unreadable === undefined || unreadable > 0;
  return [
    ...(isUnreadable ? ["some stored rows could not be read: nothing resolves"] : []),
    ...(refused === undefined ? [] : [`${refusedLine(refused, unit)} Nothing resolves.`]),
    ...(unconfirmed === undefined ? [] : [unconfirmedLine(unconfirmed, unit)]),
    ...(unfinished === undefined ? [] : unfinishedHeads(unfinished)),
    ...(overlaps === undefined ? [] : ["figures overlap and are counted twice: nothing resolves"]),
  ];
}

/** How far a day lies behind today, or ahead of it: a run by hand may be as of a day to come. */
function ago(days: number | null): string {
  if (days === null) return "";
  if (days === 0) return ", today";
  if (days < 0) return days === -1 ? ", tomorrow" : `, in ${-days} days`;
  return days === 1 ? ", yesterday" : `, ${days} days ago`;
}

function openLines({ open, silences, unseen }: SectorDigest): string[] {
  if (open.length === 0) return [`${capitalized(noneOpen(unseen))}.`];
  const lines = open.slice(0, MOST_ALERTS).map((alert) => openLine(alert, silenceOver(silences, alert)));
  const more = moreLine(open.length - MOST_ALERTS);
  const unknown = unseen === null ? [] : [`whether there are others is not known: ${unseenTexts[unseen]}`];
  return ["OPEN", ...[...lines, ...more, ...unknown].map(indent)];
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function openLine(alert: Alert, silence: Silence | null): string {
  const { level, title, measure, observed, limit, side, since } = alert;
  const hidden = silence === null ? "" : `, silenced until ${silence.until}`;
  const value = `${intervalText(measure, observed, limit)}, ${limitPhrase(measure, limit, side, alert.limits.atLimit)}`;
  return `${level.toUpperCase()}  ${alertName(title, alert)}: ${value}, since ${since}${hidden}`;
}

function silenceLines({ silences }: SectorDigest): string[] {
  if (silences.length === 0) return [];
  const lines = silences.map(({ rule, group, until, by, reason }) => {
    const about = rule === null ? "every rule" : alertName(undefined, { rule, group });
    return `${about} until ${until}, by ${oneLine(by)}: ${oneLine(reason)}`;
  });
  const more = moreLine(lines.length - MOST_ALERTS);
  return ["SILENCED", ...[...lines.slice(0, MOST_ALERTS), ...more].map(indent)];
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
  const measured = trend.summaries.filter((summary) => summary.measures !== null);
  const facetsKnown = FACETS.filter((facet) => measures.unknown[facet] < 1);
  const rules = isBroken(policy) ? [] : policy.rules;
  const named = new Set(rules.flatMap(({ measure }) => factsOf(measure).names.countries));
  const depended = [...named].filter((country) => (measures.lookThrough[country]?.lower ?? 0) > 0);
  const lines = rowsFor(facetsKnown, depended.slice(0, MOST_COUNTRIES)).flatMap(({ name, measure, read }) => {
    const now = read(measures);
    const values = measured.map(({ measures: then }) => (then && read(then)?.lower) ?? null);
    const shown = now === undefined ? [] : [`${name}: ${intervalText(measure, now)}`];
    return measured.length > 1 ? [...shown, indent(valuesText(values, measure))] : shown;
  });
  const unknown = FACETS.map((facet) => `${facetNouns[facet].one} ${shareText(measures.unknown[facet])}`);
  return [titleOf(measured, trend.isWeekly), ...lines.map(indent), indent(`Unknown: ${unknown.join(", ")}`)];
}

function titleOf(measured: AssessmentSummary[], isWeekly: boolean): string {
  const [first] = measured;
  if (first === undefined || measured.length < 2) return "MEASURES";
  const rhythm = isWeekly ? "weekly" : `the last ${Math.min(measured.length, MOST_IN_TREND)}`;
  return `MEASURES, and what was certain of them since ${first.asOf}, ${rhythm}`;
}

function rowsFor(shown: (typeof FACETS)[number][], countries: string[]): Row[] {
  const byFacet = shown.map<Row>((facet) => ({
    name: `HHI of ${facetNouns[facet].many}`,
    measure: { kind: "hhi", facet },
    read: ({ hhi }) => hhi[facet],
  }));
  const byCountry = countries.flatMap<Row>((country) => {
    const of = { countries: [country] };
    const name = countryName(country);
    return [
      {
        name: `${name}, made or controlled`,
        measure: { kind: "direct", of },
        read: ({ direct }) => direct[country],
      },
      {
        name: `${name}, any tier`,
        measure: { kind: "look-through", of },
        read: ({ lookThrough }) => lookThrough[country],
      },
    ];
  });
  return [...byFacet, ...byCountry];
}
