import type { SectorDecision } from "../alerts/decide-sector.ts";
import type { Assessed } from "../assessment/assess.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Observation } from "../assessment/observation.ts";
import type { Trend } from "../assessment/trend.ts";
import type { RunEvidence } from "../attribution/evidence.ts";
import type { Beside } from "../benchmark/beside.ts";
import type { Policy } from "../policy/policy.ts";
import { wordingOf } from "../policy/wording.ts";
import type { CommandPlace } from "../text/command.ts";
import { sectionsText } from "../text/lines.ts";
import { wrapped } from "../text/wrapped.ts";
import { beforeUnknown, causesUnknown, type LostPast, movedUnknown, WHOLE_PAST } from "./lost-past.ts";
import type { News } from "./news.ts";
import { aheadSection } from "./sections/ahead.ts";
import { alsoNewSection, alsoOpenSection } from "./sections/also.ts";
import { alsoEditedSection } from "./sections/also-edited.ts";
import { besideSection } from "./sections/beside.ts";
import { biggestSection } from "./sections/biggest.ts";
import { commandsSection } from "./sections/commands.ts";
import { sureSection } from "./sections/confidence.ts";
import { doubtsOf } from "./sections/doubts.ts";
import { itemCodesSection } from "./sections/item-codes.ts";
import { leadSection } from "./sections/lead.ts";
import { listCauseLines } from "./sections/list-cause.ts";
import { listNotes } from "./sections/list-notes.ts";
import { movedSections } from "./sections/moved-sections.ts";
import { pageSection } from "./sections/page.ts";
import { remedySection } from "./sections/remedy.ts";
import { runbookLines } from "./sections/runbook-lines.ts";
import { beforeSection, wasSection } from "./sections/trend.ts";
import { whySection } from "./sections/why.ts";

// The longest lists a reader on a phone will scroll through.
const MOST_NEWS = 20;
const MOST_LISTED = 10;

export interface TextInput {
  policy: Policy;
  assessed: Assessed;
  previous: Assessment | null;
  /** The evidence for what moved alerts; without it the text does not say. */
  evidence?: RunEvidence;
  news: News[];
  decision: Pick<SectorDecision, "decisions" | "silences">;
  trend: Trend;
  lost?: LostPast;
  /** What stands beside the sector; without it the text compares nothing. */
  beside?: Beside | null;
  bulletinId: string;
  place: CommandPlace;
}

/**
 * The e-mail of a bulletin: plain text. First what happened, how much and how bad; then what explains it, what can be done, how
 * sure it is, and where to look closer.
 */
export function composeText(input: TextInput): string {
  const { told, commands, page, ids } = sectionsOf(input);
  return sectionsText([...told.map((lines) => lines.flatMap((line) => wrapped(line))), commands, page, ids]);
}

function sectionsOf(input: TextInput): Record<"commands" | "page" | "ids", string[]> & { told: string[][] } {
  const { policy, assessed, news, decision, place, lost = WHOLE_PAST } = input;
  const [first, ...others] = news;
  if (first === undefined) throw new Error("a bulletin without news has no text");
  const wording = wordingOf(policy);
  const all = observationsTold(input);
  const told = all.filter((one) => !isWithheld(one, news));
  const worst = first.scope === "rule" && first.isWithheld ? undefined : told[0];
  const before =
    worst === undefined ? [] : beforeSection(worst, input.trend, wording.before, assessed.itemOf);
  const ahead = aheadSection(input);
  const was = before.length > 0 ? before : wasSection(first, wording.before);
  const sections = [
    leadSection(
      first,
      input,
      first.scope === "rule" && worst !== undefined ? listCauseLines(worst, input) : [],
    ),
    worst === undefined ? [] : biggestSection(worst, assessed, wording),
    ...movedSections(told.slice(0, MOST_NEWS), input, wording.whatMovedIt),
    alsoEditedSection(input.evidence, assessed.nameOf, wording.alsoEdited),
    movedUnknown(lost, wording.whatMovedIt),
    causesUnknown(input.evidence?.lost),
    remedySection(told, assessed, wording, {
      first: runbookLines(news, policy),
      notes: (move) => listNotes(move, assessed, policy),
    }),
    besideSection(told, assessed, input.beside ?? null, wording),
    alsoNewSection(others, wording, MOST_NEWS),
    alsoOpenSection(others, decision, wording, { news: MOST_NEWS, open: MOST_LISTED }),
    sureSection(assessed, policy, doubtsOf(told, worst, input)),
    [...was, ...beforeUnknown(lost, was.length > 0, wording.before)],
    ahead.lines,
    whySection(policy, news, assessed.assessment.asOf),
  ];
  return {
    told: [...sections, itemCodesSection(sections, wording)],
    commands: commandsSection(
      {
        assessed,
        told: all.map((one) => (told.includes(one) ? one : { ...one, remedy: null })),
        decision,
        place,
        wording,
      },
      ahead.commands,
    ),
    page: pageSection(assessed.assessment, news, place, wording),
    ids: [footer(input)],
  };
}

/** The observations behind the news of rules, worst first. */
function observationsTold({ assessed, news }: TextInput): Observation[] {
  const told = news.flatMap((one) => {
    if (one.scope === "sector") return [];
    return assessed.observations.find(({ rule, group }) => rule.id === one.rule && group === one.group) ?? [];
  });
  // A rule that was changed may have two pieces of news.
  return [...new Set(told)];
}

/** Whether what was observed is not told: then neither are its parts, its moves and what would mend it. */
function isWithheld({ rule, group }: Observation, news: readonly News[]): boolean {
  return news.some(
    (one) => one.scope === "rule" && one.isWithheld && one.rule === rule.id && one.group === group,
  );
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
