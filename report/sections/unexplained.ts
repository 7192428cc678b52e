import { callOf, placeFlag } from "../../shared/text/command.ts";
import { counted } from "../../shared/values/count.ts";
import { type Content, html } from "../html.ts";
import type { Unexplained } from "../reported.ts";
import { assessedOf, type SectorView } from "../sector-view.ts";

/** What stands in the place of an answer that nothing stored gives. */
export const NOT_WORKED_OUT = "Not worked out on this page: see the note at the top of the sector.";

/** Whether paths, moves and questions are missing, because nothing explains the assessment. */
export function isUnexplained(view: SectorView): boolean {
  return assessedOf(view) === null;
}

const LEFT_OUT = "paths, moves, whom to ask, dates ahead, and the rows behind it";

const WHY: Record<Unexplained, (positions: number) => string> = {
  "never-assessed": () => "It was never assessed.",
  "broken-policy": () => "Its policy cannot be used.",
  "changed-since": () =>
    `What is stored has changed since this assessment (rows, policy or version). Figures are those of the assessment. Left out are ${LEFT_OUT}, until the sector is recomputed:`,
  "too-large": (positions) =>
    `The ${counted(positions)} positions of the window are too many for the function that writes this page to read again. Figures are those of the assessment, which counts all of them. Left out are ${LEFT_OUT}. This command makes a page that has them:`,
};

/** Why the page explains less than it could, what stands instead, and how to see the rest. */
export function unexplainedNote({ explained, policy, place, assessment }: SectorView): Content {
  if (!("problem" in explained)) return null;
  const { problem } = explained;
  const command = problem === "too-large" ? "report" : "recompute";
  return html`<p class="note">${WHY[problem](assessment.positions)} <code>${callOf(place)} ${command} --sector ${policy.sector}${placeFlag(place)}</code></p>`;
}
