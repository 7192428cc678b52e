import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import { type Wording, worded } from "../../policy/wording.ts";
import { nameList } from "../../text/name-list.ts";
import { askedName } from "../../text/questions.ts";
import { percentNumber } from "../../text/share.ts";
import { openValueOf } from "../../unknowns/open-values.ts";
import { type Decided, decidedBy, rankUnknowns } from "../../unknowns/rank-unknowns.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_ASKED = 3;
// Less than this share cannot be seen in the figure.
const LEAST_DECIDED = 0.0005;

/** Those who can tell most about the figure, and how many points of it their answers would decide together. */
export function askLines(
  { rule, group }: Observation,
  { viewFor, nameOf }: Assessed,
  wording: Wording,
): string[] {
  const open = openValueOf(rule, group, viewFor(rule));
  if (open === null) return [];
  const first = rankUnknowns(open, MOST_ASKED).unknowns.filter(({ decides }) => decides >= LEAST_DECIDED);
  if (first.length === 0) return [];
  const names = nameList(first.map((one) => oneLine(askedName(one, nameOf, wording))));
  const suppliers = `${names} (answers decide ${pointsDecided(decidedBy(open, first))} points)`;
  return [worded(wording.askFirst, { suppliers })];
}

/** Where some inputs hide behind others, one answer moves the figure more than the other one: then it is a most. */
function pointsDecided({ falls, rises, decides, ifSmallest, ifLargest }: Decided): string {
  const movesBoth = falls > 0 && ifSmallest.upper === ifLargest.upper;
  const isSame = movesBoth || percentNumber(falls) === percentNumber(rises);
  return `${isSame ? "" : "up to "}${percentNumber(decides)}`;
}
