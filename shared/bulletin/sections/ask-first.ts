import { isOpen } from "../../alerts/alert.ts";
import type { SectorDecision } from "../../alerts/decide-sector.ts";
import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import { groupTitle } from "../../policy/item-names.ts";
import { levelOf, limitOf, rank } from "../../policy/level.ts";
import type { Measure } from "../../policy/measure.ts";
import { isConcentration } from "../../policy/measure-facts.ts";
import { type Wording, worded } from "../../policy/wording.ts";
import { titleName } from "../../text/alert-name.ts";
import { decidedRange, decidedText, isSeen } from "../../text/decided.ts";
import { rangeText } from "../../text/measured-value.ts";
import { nameList } from "../../text/name-list.ts";
import { askedName } from "../../text/questions.ts";
import { openValueOf } from "../../unknowns/open-values.ts";
import { type DecidingUnknown, decidedBy, rankUnknowns } from "../../unknowns/rank-unknowns.ts";
import type { Unknown } from "../../unknowns/unknown.ts";
import { oneLine } from "../../values/one-line.ts";
import type { News } from "../news.ts";
import { isHeld } from "./also.ts";

const MOST_ASKED = 3;
// Each alert is solved for anew.
const MOST_ALERTS = 10;

interface AskedOf {
  assessed: Assessed;
  news: readonly News[];
  decision: Pick<SectorDecision, "decisions">;
}

/**
 * Those who can tell most about the figure of the worst news, and how many points of it their answers would decide. Where no answer
 * can be seen in it, the same about the worst other open alert where one can, with its name.
 */
export function askLines(worst: Observation | undefined, input: AskedOf, wording: Wording): string[] {
  const [first] = input.news;
  if (first === undefined || (worst === undefined && first.scope === "sector")) return [];
  const others = openBeside(worst, input);
  for (const one of [...(worst === undefined ? [] : [worst]), ...others].slice(0, MOST_ALERTS)) {
    const lines = linesAbout(one, input.assessed, wording);
    if (lines.length > 0) return [...nameLines(one, first, input.assessed), ...lines];
  }
  return [];
}

/** What is known now of the open alerts beside the worst news, worst first. */
function openBeside(worst: Observation | undefined, { assessed, decision }: AskedOf): Observation[] {
  const open = decision.decisions
    .filter((one) => one.next !== null && isOpen(one.next) && !isHeld(one))
    .sort((a, b) => rank(b.next?.level ?? "none") - rank(a.next?.level ?? "none"));
  const found = open.flatMap(
    (one) =>
      assessed.observations.find(({ rule, group }) => rule.id === one.rule && group === one.group) ?? [],
  );
  return found.filter((one) => one !== worst);
}

/** Which alert the asking is about, where that is not the first news of the message. */
function nameLines({ rule, group, observed }: Observation, first: News, { itemOf }: Assessed): string[] {
  const isFirst = first.scope === "rule" && first.rule === rule.id && first.group === group;
  if (isFirst || observed === null) return [];
  const title = titleName(rule.title, groupTitle({ group, by: rule.by }, itemOf));
  const value = rangeText(rule.measure, observed, limitOf(rule, levelOf(rule, observed)));
  const which = first.scope === "rule" ? "another" : "an";
  return [`Answers may change the figure of ${which} alert: "${title}" [${rule.id}], ${value}.`];
}

function linesAbout(
  { rule, group }: Observation,
  { viewsFor, nameOf }: Assessed,
  wording: Wording,
): string[] {
  const open = openValueOf(rule, group, viewsFor(rule));
  if (open === null) return [];
  const first = rankUnknowns(open, MOST_ASKED).unknowns.filter(({ decides }) =>
    isSeen(rule.measure, decides),
  );
  if (first.length === 0) return [];
  const nameOfAsked = (one: Unknown) => oneLine(askedName(one, nameOf, wording));
  const suppliers = isConcentration(rule.measure)
    ? eachDecides(rule.measure, first, nameOfAsked)
    : `${nameList(first.map(nameOfAsked))} (answers decide ${decidedText(rule.measure, decidedBy(open, first))})`;
  return [worded(wording.askFirst, { suppliers })];
}

/** What several decide together about a concentration is not computed. */
function eachDecides(
  measure: Measure,
  [first, ...others]: readonly DecidingUnknown[],
  nameOfAsked: (one: Unknown) => string,
): string {
  if (first === undefined) return "";
  const rest = others.map((one) => `${nameOfAsked(one)} (${decidedRange(measure, one)})`);
  return nameList([`${nameOfAsked(first)} (answers decide ${decidedText(measure, first)})`, ...rest]);
}
