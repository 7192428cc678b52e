import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Assessed } from "../assessment/assess.ts";
import { type Assessment, scopeOf } from "../assessment/assessment.ts";
import type { Observation } from "../assessment/observation.ts";
import type { Trend } from "../assessment/summary.ts";
import { unknownNameText } from "../assessment/unknown-names.ts";
import type { RunEvidence } from "../attribution/evidence.ts";
import { LONGEST_POLICY_TITLE, LONGEST_TEXT } from "../policy/bounds.ts";
import { levelOf, limitOf } from "../policy/level.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import { alertName } from "../text/alert-name.ts";
import { limitPhrase, ruleLimitPhrase } from "../text/limit.ts";
import { indent } from "../text/lines.ts";
import { wordsOf } from "../text/measure-words.ts";
import { intervalText } from "../text/measured-value.ts";
import { money } from "../text/money.ts";
import { windowText } from "../text/window.ts";
import { counted, noun } from "../values/count.ts";
import { daysBetween } from "../values/day.ts";
import { lineOf, oneLine } from "../values/one-line.ts";
import { ruleEvents } from "./event-words.ts";
import { beforeUnknown, causesUnknown, type LostPast, movedUnknown, NOTHING_LOST } from "./lost-past.ts";
import type { News } from "./news.ts";
import { chainsSection } from "./sections/chains.ts";
import { sureSection } from "./sections/confidence.ts";
import { holdersSections } from "./sections/holders.ts";
import { goneSection, movedSection } from "./sections/moved.ts";
import { newsSection, openSection } from "./sections/news.ts";
import { nextSection } from "./sections/next.ts";
import { remedySection } from "./sections/remedy.ts";
import { beforeSection } from "./sections/trend.ts";

// The longest list a reader on a phone will scroll through.
const MOST_NEWS = 20;
const MOST_LISTED = 10;

export interface TextInput {
  policy: Policy;
  assessed: Assessed;
  previous: Assessment | null;
  /** What it takes to say what moved alerts; nothing unless given. */
  evidence?: RunEvidence;
  news: News[];
  decision: Pick<SectorDecision, "decisions">;
  trend: Trend;
  lost?: LostPast;
  bulletinId: string;
  stack: string | null;
}

/** The e-mail of a bulletin: plain text, the news first, then what explains it, how sure it is, and what to do. */
export function composeText(input: TextInput): string {
  const { policy, assessed, news, stack, lost = NOTHING_LOST } = input;
  const told = observationsTold(input);
  const [worst] = told;
  const before = worst === undefined ? [] : beforeSection(worst, input.trend);
  const isOpen = news.find(({ scope }) => scope === "rule")?.level !== "none";
  const sections = [
    newsSection(news, assessed.assessment, MOST_NEWS),
    openSection(input.decision, MOST_LISTED),
    contextSection(assessed.assessment, policy),
    ...movedSections(told, input),
    movedUnknown(lost),
    causesUnknown(input.evidence?.lost),
    ...holders(told, assessed),
    ...told.slice(0, 1).map((observation) => chainsSection(observation, assessed)),
    remedySection(told, assessed),
    sureSection(assessed, policy, {
      tellsRange: told.some(isRange),
      tellsStop: told.some(isAboutStopping),
      more: [...unknownNameLines(assessed), ...quietLines(input)],
      stack,
    }),
    [...before, ...beforeUnknown(lost, before.length > 0)],
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

// As many alerts as a message explains: the worst, and those that are better.
const MOST_MOVED = 3;

/** What moved the worst news; and, whatever else there is to tell, what made alerts better. */
function movedSections(told: Observation[], { assessed, previous, news, evidence }: TextInput): string[][] {
  const better = news.flatMap((one) => (one.scope === "rule" && ruleEvents[one.event].isRelief ? [one] : []));
  const isBetter = ({ rule, group }: Observation) =>
    better.some((one) => one.rule === rule.id && one.group === group);
  const [worst, ...others] = told;
  const explained = worst === undefined ? [] : [worst, ...others.filter(isBetter)];
  const gone = evidence === undefined ? [] : better.filter(({ observed }) => observed === null);
  return [
    ...explained.map((observation) => movedSection(observation, news, assessed, previous, evidence)),
    ...gone.map((one) => goneSection(one, assessed, evidence ?? { previous: null, told: new Map() })),
  ].slice(0, MOST_MOVED);
}

/** Whom rules name and nobody is: what they find leaves them out. */
function unknownNameLines({ assessment }: Assessed): string[] {
  return assessment.unknownNames.map((one) => `NOT FOUND: ${unknownNameText(one)}.`);
}

/** What is only possible, by rules that send no message of that. */
function quietLines({ policy, decision }: TextInput): string[] {
  const quiet = new Set(policy.rules.flatMap(({ id, possible }) => (possible === "quiet" ? id : [])));
  return decision.decisions.flatMap(({ rule, group, title, next, notification, measure, limit, side }) => {
    if (notification !== null || next?.level !== "possible" || !quiet.has(rule)) return [];
    const value = intervalText(measure, next.observed, limit);
    return [
      `Possible, not certain: ${alertName(title, { rule, group })}: ${value}, ${limitPhrase(measure, limit, side)}.`,
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
  const { asOf, positions, unit } = assessment;
  const exposure = assessment.scopes[0]?.exposure ?? 0;
  return [
    `${lineOf(policy.title, LONGEST_POLICY_TITLE)}. As of ${asOf}, ${windowText(assessment)}, ${money(exposure, unit)} in ${positions} ${noun(positions, "position")}.`,
  ];
}

/** Who stands behind the worst news, in at most two sections: of two measures rather than of one measure and an item. */
function holders(told: Observation[], { assessment, nameOf }: Assessed): string[][] {
  const byMeasure = new Map<string, Observation>();
  for (const observation of told) {
    const key = JSON.stringify(observation.rule.measure);
    if (!byMeasure.has(key)) byMeasure.set(key, observation);
  }
  const sections = [...byMeasure.values()].flatMap((observation) => {
    const scope = scopeOf(observation, assessment);
    return scope === null || isSeenOtherwise(observation) ? [] : holdersSections(observation, scope, nameOf);
  });
  // The same holders under another title tell nothing new.
  const byLines = new Map(sections.map((lines) => [lines.slice(1).join("\n"), lines] as const).toReversed());
  return sections.filter((lines) => byLines.get(lines.slice(1).join("\n")) === lines).slice(0, 2);
}

/** Whether a rule has a stake of its own, by which owners and control are others than the assessment's. */
function isSeenOtherwise({ rule: { controlStake, measure } }: Observation): boolean {
  // Through whom a loss comes in is the observation's own.
  return controlStake !== undefined && wordsOf(measure).holders.some(({ from }) => from !== "inflow");
}

function whySection({ policy, news }: TextInput): string[] {
  const told = new Set(news.flatMap((one) => (one.scope === "rule" ? [one.rule] : [])));
  const lines = [...told]
    .flatMap((rule) => policy.rules.find(({ id }) => id === rule) ?? [])
    .slice(0, MOST_NEWS)
    .flatMap(({ id, title, why, source }) => [
      `${oneLine(title)} [${id}]: ${lineOf(why, LONGEST_TEXT.why)}`,
      `(${lineOf(source, LONGEST_TEXT.source)})`,
    ]);
  return lines.length === 0 ? [] : ["WHY", ...lines.map(indent)];
}

function aheadSection({ assessment: { asOf }, observations }: Assessed): string[] {
  const byDay = [...observations].sort((a, b) =>
    (a.rule.effectiveFrom ?? "").localeCompare(b.rule.effectiveFrom ?? ""),
  );
  const lines = byDay.flatMap(({ rule, group, observed }) => {
    if (observed === null || rule.effectiveFrom === undefined || asOf >= rule.effectiveFrom) return [];
    // Of something that changes, what it is today would be over by then if nothing changed.
    if (factsOf(rule.measure).daysBefore !== null) return [];
    const level = levelOf(rule, observed);
    if (level === "none") return [];
    const limit = limitOf(rule, level);
    const value = intervalText(rule.measure, observed, limit);
    const breach = level === "possible" ? "may breach" : "will breach";
    return [
      `${alertName(rule.title, { rule: rule.id, group })}: ${breach} on ${rule.effectiveFrom}, ${daysLeft(asOf, rule.effectiveFrom)}: ${value}, ${ruleLimitPhrase(rule, limit)}.`,
    ];
  });
  return lines.length === 0 ? [] : ["IF NOTHING CHANGES", ...lines.slice(0, MOST_LISTED).map(indent)];
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
  return `${counted(days)} ${noun(days, "day")} left`;
}

function isAboutStopping({ rule: { measure } }: Observation): boolean {
  return factsOf(measure).family === "tiers";
}

function isRange({ rule, observed }: Observation): boolean {
  if (observed === null || observed.lower === observed.upper) return false;
  if (observed.upper === null || !Number.isFinite(observed.upper)) return true;
  // Bounds that read the same are told as one figure.
  const limit = limitOf(rule, levelOf(rule, observed));
  const [low, high] = [observed.lower, observed.upper].map((bound) =>
    intervalText(rule.measure, { lower: bound, upper: bound }, limit),
  );
  return low !== high;
}
