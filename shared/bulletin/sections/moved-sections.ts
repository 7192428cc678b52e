import type { Assessed } from "../../assessment/assess.ts";
import type { Assessment } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { RunEvidence } from "../../attribution/evidence.ts";
import { ruleEvents } from "../event-words.ts";
import type { News } from "../news.ts";
import { goneSection, movedSection } from "./moved.ts";

interface Explained {
  assessed: Assessed;
  previous: Assessment | null;
  evidence?: RunEvidence;
  news: News[];
}

// How many alerts a message explains: the worst one, and those that are better.
const MOST_MOVED = 3;

/** What moved the measure of the worst news, and what made other alerts better. `told` is sorted, worst first. */
export function movedSections(
  told: Observation[],
  { assessed, previous, news, evidence }: Explained,
  title: string,
): string[][] {
  const better = news.flatMap((one) => (one.scope === "rule" && ruleEvents[one.event].isRelief ? [one] : []));
  const isBetter = ({ rule, group }: Observation) =>
    better.some((one) => one.rule === rule.id && one.group === group);
  const [worst, ...others] = told;
  const explained = worst === undefined ? [] : [worst, ...others.filter(isBetter)];
  const gone = evidence === undefined ? [] : better.filter(({ observed }) => observed === null);
  return [
    ...explained.map((observation) => movedSection(observation, news, assessed, previous, evidence, title)),
    ...gone.map((one) => goneSection(one, assessed, evidence ?? { previous: null, told: new Map() }, title)),
  ].slice(0, MOST_MOVED);
}
