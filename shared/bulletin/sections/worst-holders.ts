import type { Assessed } from "../../assessment/assess.ts";
import { scopeOf } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import { wordsOf } from "../../text/measure-words.ts";
import { holdersSections } from "./holders.ts";

/**
 * Who stands behind the worst news, in at most two sections. They are about two measures, not one measure and
 * its items.
 */
export function holdersOfWorst(told: Observation[], { assessment, nameOf }: Assessed): string[][] {
  const byMeasure = new Map<string, Observation>();
  for (const observation of told) {
    const key = JSON.stringify(observation.rule.measure);
    if (!byMeasure.has(key)) byMeasure.set(key, observation);
  }
  const sections = [...byMeasure.values()].flatMap((observation) => {
    const scope = scopeOf(observation, assessment);
    return scope === null || isSeenOtherwise(observation) ? [] : holdersSections(observation, scope, nameOf);
  });
  // The same holders with another title add nothing.
  const byLines = new Map(sections.map((lines) => [lines.slice(1).join("\n"), lines] as const).toReversed());
  return sections.filter((lines) => byLines.get(lines.slice(1).join("\n")) === lines).slice(0, 2);
}

/** Whether a rule has its own `controlStake`, so that its owners may differ from those of the assessment. */
function isSeenOtherwise({ rule: { controlStake, measure } }: Observation): boolean {
  // The owners that a loss comes through are computed with the stake of the rule.
  return controlStake !== undefined && wordsOf(measure).holders.some(({ from }) => from !== "inflow");
}
