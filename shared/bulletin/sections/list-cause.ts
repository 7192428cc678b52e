import type { Assessed } from "../../assessment/assess.ts";
import type { Assessment } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import { attributeCauses } from "../../attribution/cause-attribution.ts";
import type { RunEvidence } from "../../attribution/evidence.ts";
import type { News } from "../news.ts";
import { causeText } from "./cause.ts";
import { causeContext, changesCaused } from "./cause-lines.ts";
import { otherRemoval } from "./move-lines.ts";
import { comparedFindings } from "./moved.ts";
import { shownChange, shownSteps, stepsAsChange } from "./shown-steps.ts";

/** That a restricted list moved the figure of the worst news, and by how much; nothing where no list did. */
export function listCauseLines(
  observation: Observation,
  {
    news,
    assessed,
    previous,
    evidence,
  }: {
    news: News[];
    assessed: Assessed;
    previous: Assessment | null;
    evidence?: RunEvidence;
  },
): string[] {
  if (evidence === undefined) return [];
  const compared = comparedFindings(observation, news, assessed, previous, evidence);
  if (compared === null || compared.since === null) return [];
  const { told, since, bound, before, after } = compared;
  const { measure } = observation.rule;
  const { assessment, nameOf } = assessed;
  const context = { measure, bound, unit: assessment.unit, nameOf, evidence: since, assessment };
  const change = shownChange(measure, before.value, after.value);
  if (change === null || otherRemoval(context, before, after) !== null) return [];
  const caused = changesCaused(context, { group: told.group, before, after });
  if (caused === null) return [];
  return attributeCauses(measure, bound, before, after, caused).moves.flatMap((move) => {
    const steps = shownSteps(measure, move.delta, change.digits);
    if (move.cause.kind !== "lists" || steps === 0) return [];
    return [`${stepsAsChange(steps, change.digits)} points ${causeText(move, causeContext(context))}.`];
  });
}
