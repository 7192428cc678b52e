import type { AssessmentSummary, SummaryMeasures } from "../assessment/summary.ts";
import { isBroken } from "../policy/policies.ts";
import { unseenTexts } from "../text/unseen.ts";
import { fitting, sentBytes } from "../values/fitting.ts";
import type { CountryCode } from "../values/identifier.ts";
import { lineOf } from "../values/one-line.ts";
import type { SectorDigest } from "./sector.ts";

// Each kind of subscriber for machines gets a copy.
const MOST_DOCUMENT_BYTES = 36_000;
const LONGEST_PROBLEM_KEPT = 300;

/** The sectors for machines. Sectors that do not fit into a message are counted. */
export function sectorDocuments(sectors: SectorDigest[]): { sectors: unknown[]; moreSectors?: number } {
  const each = MOST_DOCUMENT_BYTES / sectors.length;
  const listed = fitting(
    sectors.map((sector) => documentOf(sector, each)),
    MOST_DOCUMENT_BYTES,
  );
  const more = sectors.length - listed.length;
  return { sectors: listed, ...(more === 0 ? {} : { moreSectors: more }) };
}

/** One sector. Alerts, countries, rules, silences and acknowledgements that do not fit are counted. */
function documentOf({ policy, trend: _, ...digest }: SectorDigest, mostBytes: number): unknown {
  const { sector } = policy;
  const broken = isBroken(policy) ? { policyProblem: lineOf(policy.problem, LONGEST_PROBLEM_KEPT) } : {};
  const { newest, unseen: blind, ...rest } = digest;
  const unseen = blind && unseenTexts[blind];
  const problem = digest.problem && lineOf(digest.problem, LONGEST_PROBLEM_KEPT);
  const countries = largestCountries(newest);
  const shown = fitting(countries, mostBytes / 4);
  const rules = fitting(newest?.rules ?? [], mostBytes / 4);
  const open = fitting(digest.open, mostBytes / 4);
  const silences = fitting(digest.silences, mostBytes / 8);
  const acknowledgements = fitting(digest.acknowledgements, mostBytes / 8);
  const more = {
    open: digest.open.length - open.length,
    silences: digest.silences.length - silences.length,
    acknowledgements: digest.acknowledgements.length - acknowledgements.length,
    rules: (newest?.rules.length ?? 0) - rules.length,
    countries: countries.length - shown.length,
  };
  const measures = newest?.measures ?? null;
  const kept = measures && { ...measures, ...countryMeasures(shown) };
  const assessment = newest && { ...newest, rules, measures: kept };
  const listed = { open, silences, acknowledgements, more };
  // When the sector could not be read, an empty list would say that nothing is open.
  const known =
    problem === null
      ? listed
      : { open: null, silences: null, acknowledgements: null, waiting: null, more: null };
  const whole = { sector, assessment, ...broken, ...rest, unseen, problem, ...known };
  return sentBytes(whole) <= mostBytes || newest === null
    ? whole
    : {
        ...whole,
        assessment: assessmentHead(newest),
        more: { ...more, rules: newest.rules.length, countries: countries.length },
      };
}

interface CountryMeasures {
  country: CountryCode;
  direct: SummaryMeasures["direct"][string] | undefined;
  lookThrough: SummaryMeasures["lookThrough"][string] | undefined;
}

/** The measures of each country, largest first. */
function largestCountries(newest: AssessmentSummary | null): CountryMeasures[] {
  const { direct = {}, lookThrough = {} } = newest?.measures ?? {};
  const all = [...new Set([...Object.keys(direct), ...Object.keys(lookThrough)])];
  const most = (country: CountryCode) =>
    Math.max(direct[country]?.upper ?? 0, lookThrough[country]?.upper ?? 0);
  return all
    .sort((a, b) => most(b) - most(a) || (a < b ? -1 : 1))
    .map((country) => ({ country, direct: direct[country], lookThrough: lookThrough[country] }));
}

function countryMeasures(shown: CountryMeasures[]): Pick<SummaryMeasures, "direct" | "lookThrough"> {
  const inOrder = [...shown].sort((a, b) => (a.country < b.country ? -1 : 1));
  return {
    direct: Object.fromEntries(
      inOrder.flatMap(({ country, direct }) => (direct === undefined ? [] : [[country, direct]])),
    ),
    lookThrough: Object.fromEntries(
      inOrder.flatMap(({ country, lookThrough }) =>
        lookThrough === undefined ? [] : [[country, lookThrough]],
      ),
    ),
  };
}

/** The main facts of an assessment, when there is no room for its results. */
function assessmentHead({ id, asOf, unit, exposure, positions, newestDate }: AssessmentSummary) {
  return { id, asOf, unit, exposure, positions, newestDate };
}
