import type { Assessed } from "../../assessment/assess.ts";
import type { Observation } from "../../assessment/observation.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { type Wording, worded } from "../../policy/wording.ts";
import { nameList } from "../../text/name-list.ts";
import { percentNumber } from "../../text/share.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_ASKED = 3;
// Less than this share cannot be seen in the figure.
const LEAST_DECIDED = 0.0005;

/** The suppliers of which most is not known, and how many points of the figure the answers would decide. */
export function askLines(
  { rule, contributions }: Observation,
  { nameOf }: Assessed,
  wording: Wording,
): string[] {
  const { family, removes, unit, daysBefore, dividedBy } = factsOf(rule.measure);
  // In a concentration, and where the bounds belong to two removals, the parts of suppliers do not add up to the figure.
  if (family === "concentration" || removes !== null || unit !== "fraction" || daysBefore !== null) return [];
  if (dividedBy === "origin" || contributions === null) return [];
  const { keys, rest } = contributions;
  const total = keys.reduce((sum, { exposure }) => sum + exposure, rest?.exposure ?? 0);
  const open = keys
    .flatMap(({ key, lower, upper }) =>
      key === null ? [] : [{ name: oneLine(nameOf(key)), decides: (upper - lower) / total }],
    )
    .filter(({ decides }) => decides >= LEAST_DECIDED)
    .sort((a, b) => b.decides - a.decides)
    .slice(0, MOST_ASKED);
  if (open.length === 0) return [];
  const points = percentNumber(open.reduce((sum, { decides }) => sum + decides, 0));
  const suppliers = `${nameList(open.map(({ name }) => name))} (${open.length === 1 ? "it decides" : "they decide"} ${points} points)`;
  return [worded(wording.askFirst, { suppliers })];
}
