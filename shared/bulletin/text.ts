import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Observation } from "../assessment/observation.ts";
import type { Trend } from "../assessment/summary.ts";
import type { RunEvidence } from "../attribution/evidence.ts";
import { LONGEST_POLICY_TITLE } from "../policy/bounds.ts";
import type { Policy } from "../policy/policy.ts";
import type { CommandPlace } from "../text/command.ts";
import { money } from "../text/money.ts";
import { windowText } from "../text/window.ts";
import { noun } from "../values/count.ts";
import { lineOf } from "../values/one-line.ts";
import { beforeUnknown, causesUnknown, type LostPast, movedUnknown, WHOLE_PAST } from "./lost-past.ts";
import type { News } from "./news.ts";
import { aheadSection } from "./sections/ahead.ts";
import { chainsSection } from "./sections/chains.ts";
import { sureSection } from "./sections/confidence.ts";
import { doubtsOf } from "./sections/doubts.ts";
import { movedSections } from "./sections/moved-sections.ts";
import { newsSection, openSection } from "./sections/news.ts";
import { nextSection } from "./sections/next.ts";
import { remedySection } from "./sections/remedy.ts";
import { beforeSection } from "./sections/trend.ts";
import { whySection } from "./sections/why.ts";
import { holdersOfWorst } from "./sections/worst-holders.ts";

// The longest list a reader on a phone will scroll through.
const MOST_NEWS = 20;
const MOST_AHEAD = 10;

export interface TextInput {
  policy: Policy;
  assessed: Assessed;
  previous: Assessment | null;
  /** The evidence for what moved alerts; without it the text does not say. */
  evidence?: RunEvidence;
  news: News[];
  decision: Pick<SectorDecision, "decisions">;
  trend: Trend;
  lost?: LostPast;
  bulletinId: string;
  place: CommandPlace;
}

/** The e-mail of a bulletin: plain text, the news first, then what explains it, how sure it is, and what to do. */
export function composeText(input: TextInput): string {
  return `${sectionsOf(input)
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function sectionsOf(input: TextInput): string[][] {
  const { policy, assessed, news, decision, place, lost = WHOLE_PAST } = input;
  const told = observationsTold(input);
  const [worst] = told;
  const before = worst === undefined ? [] : beforeSection(worst, input.trend);
  const isOpen = news.find(({ scope }) => scope === "rule")?.level !== "none";
  return [
    newsSection(news, assessed.assessment, MOST_NEWS),
    openSection(decision, MOST_AHEAD),
    contextSection(assessed.assessment, policy),
    ...movedSections(told, input),
    movedUnknown(lost),
    causesUnknown(input.evidence?.lost),
    ...holdersOfWorst(told, assessed),
    ...told.slice(0, 1).map((observation) => chainsSection(observation, assessed)),
    remedySection(told, assessed),
    sureSection(assessed, policy, doubtsOf(told, input)),
    [...before, ...beforeUnknown(lost, before.length > 0)],
    whySection(policy, news, { asOf: assessed.assessment.asOf, most: MOST_NEWS }),
    aheadSection(assessed, MOST_AHEAD),
    nextSection(assessed, worst, isOpen, place),
    [footer(input)],
  ];
}

/** The observations behind the news of rules, worst first. */
function observationsTold({ assessed, news }: TextInput): Observation[] {
  const told = news.slice(0, MOST_NEWS).flatMap((one) => {
    if (one.scope === "sector") return [];
    return assessed.observations.find(({ rule, group }) => rule.id === one.rule && group === one.group) ?? [];
  });
  // A rule that was changed may have two pieces of news.
  return [...new Set(told)];
}

function contextSection(assessment: Assessment, policy: Policy): string[] {
  const { asOf, positions, unit } = assessment;
  const exposure = assessment.scopes[0]?.exposure ?? 0;
  return [
    `${lineOf(policy.title, LONGEST_POLICY_TITLE)}. As of ${asOf}, ${windowText(assessment)}, ${money(exposure, unit)} in ${positions} ${noun(positions, "position")}.`,
  ];
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
