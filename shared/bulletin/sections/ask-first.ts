import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { Measure } from "../../policy/measure.ts";
import { isConcentration } from "../../policy/measure-facts.ts";
import { type Wording, worded } from "../../policy/wording.ts";
import { decidedRange, decidedText, isSeen } from "../../text/decided.ts";
import { nameList } from "../../text/name-list.ts";
import { askedName } from "../../text/questions.ts";
import { openValueOf } from "../../unknowns/open-values.ts";
import { type DecidingUnknown, decidedBy, rankUnknowns } from "../../unknowns/rank-unknowns.ts";
import type { Unknown } from "../../unknowns/unknown.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_ASKED = 3;

/** Those who can tell most about the figure, and how many points of it their answers would decide. */
export function askLines(
  { rule, group }: Observation,
  { viewFor, nameOf }: Assessed,
  wording: Wording,
): string[] {
  const open = openValueOf(rule, group, viewFor(rule));
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
