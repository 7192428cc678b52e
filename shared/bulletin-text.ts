import { isInForce, levelOf, limitOf } from "./alert.ts";
import type { Assessed } from "./assess.ts";
import { type Assessment, scopeOf } from "./assessment.ts";
import type { Trend } from "./assessment-summary.ts";
import { daysBetween } from "./calendar.ts";
import { chainsSection } from "./chains-text.ts";
import { holdersSections } from "./holders-text.ts";
import { movedSection } from "./moved-text.ts";
import type { News } from "./news.ts";
import { alertName, newsSection, openSection } from "./news-text.ts";
import { nextSection } from "./next-text.ts";
import type { Observation } from "./observation.ts";
import { limitsOf, type Policy } from "./policy.ts";
import { shiftSection } from "./remedy-text.ts";
import type { SectorDecision } from "./sector-decision.ts";
import { sureSection } from "./sure-text.ts";
import { beforeSection } from "./trend-text.ts";
import { unknownNameText } from "./unknown-names.ts";
import { indent, intervalText, limitPhrase, money } from "./wording.ts";

// The longest list a reader on a phone will scroll through.
const MOST_NEWS = 20;
const MOST_LISTED = 10;

export interface TextInput {
  policy: Policy;
  assessed: Assessed;
  previous: Assessment | null;
  news: News[];
  decision: Pick<SectorDecision, "decisions">;
  trend: Trend;
  bulletinId: string;
  stack: string | null;
}

/** The e-mail of a bulletin: plain text, the news first, then what explains it, how sure it is, and what to do. */
export function composeText(input: TextInput): string {
  const { policy, assessed, previous, news, stack } = input;
  const told = observationsTold(input);
  const [worst] = told;
  const isOpen = news.find(({ scope }) => scope === "rule")?.level !== "none";
  const sections = [
    newsSection(news, assessed.assessment, MOST_NEWS),
    openSection(input.decision, MOST_LISTED),
    contextSection(assessed.assessment, policy),
    worst === undefined ? [] : movedSection(worst, assessed, previous),
    ...holders(told, assessed),
    ...told.slice(0, 1).map((observation) => chainsSection(observation, assessed)),
    shiftSection(told, assessed),
    sureSection(assessed, policy, told.some(isRange), [...unknownNameLines(assessed), ...quietLines(input)]),
    worst === undefined ? [] : beforeSection(worst, input.trend),
    whySection(input),
    aheadSection(assessed),
    nextSection(assessed, worst, isOpen, stack),
    [footer(input)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Whom rules name and nobody is: what they find leaves them out. */
function unknownNameLines({ assessment }: Assessed): string[] {
  return assessment.unknownNames.map((one) => `NOT FOUND: ${unknownNameText(one)}.`);
}

/** What is only possible, by rules that send no message of that. */
function quietLines({ policy, decision }: TextInput): string[] {
  const quiet = new Set(policy.rules.flatMap(({ id, possible }) => (possible === "quiet" ? id : [])));
  return decision.decisions.flatMap(({ rule, next, announced, measure, limit, side, ...about }) => {
    if (announced !== null || next?.level !== "possible" || !quiet.has(rule)) return [];
    const value = intervalText(measure, next.observed, limit);
    return [
      `Possible, not certain: ${alertName({ ...about, rule })}: ${value}, ${limitPhrase(measure, limit, side)}.`,
    ];
  });
}

/** The observations behind the news of rules, worst first. */
function observationsTold({ assessed, news }: TextInput): Observation[] {
  const told = news.slice(0, MOST_NEWS).flatMap((one) => {
    if (one.scope === "sector") return [];
    return assessed.observations.find(({ rule, group }) => rule.id === one.rule && group === one.group) ?? [];
  });
  // Of a rule that was changed there may be two pieces of news.
  return [...new Set(told)];
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
  const sections = told.flatMap((observation) => {
    const scope = scopeOf(observation, assessment);
    return scope === null ? [] : holdersSections(observation, scope, nameOf);
  });
  const byTitle = new Map(sections.map((lines) => [lines[0], lines]));
  return [...byTitle.values()].slice(0, 2);
}

function whySection({ policy, news }: TextInput): string[] {
  const told = new Set(news.flatMap((one) => (one.scope === "rule" ? [one.rule] : [])));
  const lines = [...told]
    .flatMap((rule) => policy.rules.find(({ id }) => id === rule) ?? [])
    .slice(0, MOST_NEWS)
    .flatMap(({ title, why, source }) => [`${title}: ${why}`, `(${source})`]);
  return lines.length === 0 ? [] : ["WHY", ...lines.map(indent)];
}

function aheadSection({ assessment: { asOf }, observations }: Assessed): string[] {
  const byDay = [...observations].sort((a, b) =>
    (a.rule.effectiveFrom ?? "").localeCompare(b.rule.effectiveFrom ?? ""),
  );
  const lines = byDay.flatMap(({ rule, group, observed }) => {
    if (observed === null || rule.effectiveFrom === undefined || isInForce(rule, asOf)) return [];
    const level = levelOf(rule, observed);
    if (level === "none") return [];
    const limit = limitOf(rule, level);
    const value = intervalText(rule.measure, observed, limit);
    const breach = level === "possible" ? "may breach" : "will breach";
    return [
      `${alertName({ title: rule.title, group, rule: rule.id })}: ${breach} on ${rule.effectiveFrom}, ${daysLeft(asOf, rule.effectiveFrom)}: ${value}, ${limitPhrase(rule.measure, limit, limitsOf(rule).side)}.`,
    ];
  });
  return lines.length === 0 ? [] : ["AHEAD", ...lines.slice(0, MOST_LISTED).map(indent)];
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

function daysLeft(from: string, to: string): string {
  const days = daysBetween(from, to);
  return days === 1 ? "1 day left" : `${days} days left`;
}

function isRange({ observed }: Observation): boolean {
  return observed !== null && observed.lower !== observed.upper;
}
