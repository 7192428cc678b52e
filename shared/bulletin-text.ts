import { isInForce, levelOf } from "./alert.ts";
import type { Assessed } from "./assess.ts";
import type { Assessment, MeasuredScope } from "./assessment.ts";
import { daysBetween } from "./calendar.ts";
import { chainsSection, movedSection, shiftSection } from "./explanation-text.ts";
import { holdersSections } from "./holders-text.ts";
import { mappedShare } from "./look-through.ts";
import { countriesNamed } from "./measure.ts";
import type { News, RuleNews } from "./news.ts";
import type { Observation } from "./observation.ts";
import { limitsOf, type Policy } from "./policy.ts";
import { facets } from "./scope.ts";
import { facetNouns, intervalText, limitPhrase, money, oneLine, percent } from "./wording.ts";

// The longest list a reader on a phone will scroll through.
const MOST_NEWS = 20;
const MOST_LISTED = 10;

export interface TextInput {
  policy: Policy;
  assessed: Assessed;
  previous: Assessment | null;
  news: News[];
  bulletinId: string;
  stack: string | null;
}

/** The e-mail of a bulletin: plain text, the news first, then what explains it, how sure it is, and what to do. */
export function composeText(input: TextInput): string {
  const { policy, assessed, previous } = input;
  const told = observationsTold(input);
  const [worst] = told;
  const sections = [
    newsSection(input),
    contextSection(assessed.assessment, policy),
    worst === undefined ? [] : movedSection(worst, assessed, previous),
    ...holders(told, assessed),
    ...told.slice(0, 1).map((observation) => chainsSection(observation, assessed)),
    shiftSection(told, assessed),
    sureSection(assessed, policy),
    whySection(input),
    aheadSection(assessed),
    nextSection(input, worst),
    [footer(input)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The observations behind the news of rules, worst first. */
function observationsTold({ assessed, news }: TextInput): Observation[] {
  return news.slice(0, MOST_NEWS).flatMap((one) => {
    if (one.scope === "sector") return [];
    return assessed.observations.find(({ rule, group }) => rule.id === one.rule && group === one.group) ?? [];
  });
}

function newsSection({ assessed: { assessment }, news }: TextInput): string[] {
  const lines = news.slice(0, MOST_NEWS).map(newsLine);
  if (news.length > MOST_NEWS) lines.push(`and ${news.length - MOST_NEWS} more`);
  return assessment.illustrative > 0 ? [illustrativeLine(assessment), ...lines] : lines;
}

function illustrativeLine({ illustrative }: Assessment): string {
  return illustrative === 1
    ? "ILLUSTRATIVE DATA: an example, no purchase in it took place."
    : `ILLUSTRATIVE DATA: ${percent(illustrative)} of this exposure is an example and was never bought.`;
}

function newsLine(news: News): string {
  if (news.scope === "sector") return `${news.event === "no-data" ? "NO DATA" : "DATA BACK"}  ${news.text}`;
  const title = news.group === null ? news.title : `${news.title} (${oneLine(news.group)})`;
  if (news.observed === null) return `CLOSED  ${title}: ${news.reason}, was open since ${news.since}`;
  const word = news.level === "none" ? "RESOLVED" : news.level.toUpperCase();
  const value = intervalText(news.measure, news.observed, news.limit);
  return [
    `${word}  ${title}: ${value}, ${limitPhrase(news.measure, news.limit, news.side)}`,
    beforeText(news),
    stateText(news),
  ]
    .filter((part) => part !== null)
    .join(", ");
}

function beforeText({ before, measure }: RuleNews): string | null {
  if (before === null) return null;
  return `was ${intervalText(measure, before)} on ${before.asOf}`;
}

function stateText({ event, was, since, reason }: RuleNews): string {
  switch (event) {
    case "raised":
      return "NEW";
    case "worsened":
      return `WORSE than ${was}, open since ${since}`;
    case "eased":
      return `better than ${was}, open since ${since}`;
    default:
      return `${reason}, was open since ${since}`;
  }
}

function contextSection(assessment: Assessment, policy: Policy): string[] {
  const { asOf, windowDays, positions, unit } = assessment;
  const exposure = assessment.scopes[0]?.exposure ?? 0;
  return [
    `${policy.title}. As of ${asOf}, ${windowDays} days, ${money(exposure, unit)} in ${positions} position${positions === 1 ? "" : "s"}.`,
  ];
}

/** Who stands behind the worst news, in at most two sections. */
function holders(told: Observation[], { assessment, nameOf }: Assessed): string[][] {
  const scope = measuredSector(assessment);
  if (scope === null) return [];
  const sections = told
    .filter(({ group }) => group === null)
    .flatMap((observation) => holdersSections(observation, scope, nameOf));
  const byTitle = new Map(sections.map((lines) => [lines[0], lines]));
  return [...byTitle.values()].slice(0, 2);
}

function sureSection({ assessment, view }: Assessed, policy: Policy): string[] {
  const scope = measuredSector(assessment);
  const unknown = facets
    .map((facet) => ({ facet, share: scope?.facets[facet].unknown ?? 0 }))
    .filter(({ share }) => share > 0)
    .map(({ facet, share }) => `${percent(share)} of exposure has no known ${facetNouns[facet].one}.`);
  const newest =
    assessment.newestDate === null ? "No position has a date." : `Newest position ${assessment.newestDate}.`;
  const dated = assessment.positions === 0 ? [] : [newest];
  const rows = assessment.incomplete
    ? `Stored rows that could not be read: ${assessment.unreadable}. This can raise an alert, not resolve one.`
    : "Every row was readable.";
  const rings = assessment.ownershipCycles
    .slice(0, MOST_LISTED)
    .map((ring) => `These own each other, so their owner is unknown: ${listText(ring.map(oneLine))}.`);
  if (unknown.length > 0)
    unknown.push("A range runs from what is certain to what is possible with everything unknown against us.");
  const looksThrough = policy.rules.some(
    ({ measure }) => measure.kind === "look-through" || measure.kind === "loss",
  );
  if (looksThrough && scope !== null) {
    const mapped = percent(mappedShare(view.sector, view.network));
    unknown.push(`${mapped} of exposure is with suppliers whose inputs are declared.`);
  }
  const measured =
    scope === null ? ["Without positions no limit is checked, and nothing is resolved."] : unknown;
  return ["HOW SURE", ...[...measured, ...rings, [...dated, rows].join(" ")].map(indent)];
}

function whySection({ policy, news }: TextInput): string[] {
  const told = new Set(news.flatMap((one) => (one.scope === "rule" ? [one.rule] : [])));
  const lines = policy.rules
    .filter(({ id }) => told.has(id))
    .slice(0, MOST_NEWS)
    .flatMap(({ title, why, source }) => [`${title}: ${why}`, `(${source})`]);
  return lines.length === 0 ? [] : ["WHY", ...lines.map(indent)];
}

function aheadSection({ assessment: { asOf }, observations }: Assessed): string[] {
  const lines = observations.flatMap(({ rule, group, observed }) => {
    if (observed === null || rule.effectiveFrom === undefined || isInForce(rule, asOf)) return [];
    const reached = levelOf(rule, observed);
    if (reached === null) return [];
    const value = intervalText(rule.measure, observed, reached.limit);
    const breach = reached.level === "possible" ? "may breach" : "will breach";
    return [
      `${group === null ? rule.title : `${rule.title} (${oneLine(group)})`}: ${breach} on ${rule.effectiveFrom}, ${daysLeft(asOf, rule.effectiveFrom)}: ${value}, ${limitPhrase(rule.measure, reached.limit, limitsOf(rule).side)}.`,
    ];
  });
  return lines.length === 0 ? [] : ["AHEAD", ...lines.slice(0, MOST_LISTED).map(indent)];
}

function nextSection({ assessed, stack }: TextInput, worst: Observation | undefined): string[] {
  const { sector, asOf } = assessed.assessment;
  const target = stack === null ? "" : ` --stack ${stack}`;
  const removed = removalToTry(assessed, worst);
  const simulate =
    removed === null ? [] : [`simulate --sector ${sector} --remove ${removed} --as-of ${asOf}`];
  return [
    "NEXT",
    ...[
      ...simulate,
      `alerts --sector ${sector}`,
      `recompute --sector ${sector} --as-of ${asOf} --dry-run --json`,
    ].map((command) => indent(`npx chokepoint ${command}${target}`)),
  ];
}

/** What to ask "what if" about: the countries that the worst news is about, else the worst single removal. */
function removalToTry({ view }: Assessed, worst: Observation | undefined): string | null {
  const [country] = worst === undefined ? [] : countriesNamed(worst.rule.measure);
  if (country !== undefined) return `country:${country}`;
  const first = view.sector.removals.find(({ kind, loss }) => kind === "owner" && loss.lower > 0);
  return first === undefined ? null : `owner:${shellWord(first.key)}`;
}

/** A key as it can be pasted into a shell. */
function shellWord(key: string): string {
  return /^[\w.-]+$/.test(key) ? key : `'${oneLine(key).replaceAll("'", "'\\''")}'`;
}

function footer({ assessed: { assessment }, bulletinId }: TextInput): string {
  const { id, inputHash, policyHash, version } = assessment;
  return [
    `bulletin ${bulletinId}`,
    `assessment ${id}`,
    `input ${inputHash.slice(0, 16)}`,
    `policy ${policyHash.slice(0, 16)}`,
    `chokepoint ${version}`,
  ].join("\n");
}

function measuredSector(assessment: Assessment): MeasuredScope | null {
  const [scope] = assessment.scopes;
  return scope === undefined || "empty" in scope ? null : scope;
}

function daysLeft(from: string, to: string): string {
  const days = daysBetween(from, to);
  return days === 1 ? "1 day left" : `${days} days left`;
}

function listText(names: string[]): string {
  const more = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function indent(line: string): string {
  return `  ${line}`;
}
