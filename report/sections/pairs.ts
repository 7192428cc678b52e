import { type Assessment, measuredSector } from "../../shared/assessment/assessment.ts";
import type { SimulatedPair } from "../../shared/assessment/simulated-pairs.ts";
import { worstPair } from "../../shared/assessment/worst-pair.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { callOf, placeFlag } from "../../shared/text/command.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { otherPairsText, pairInText, pairName } from "../../shared/text/pair.ts";
import { type Content, type Html, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";
import { table } from "../table.ts";
import { share, shares } from "../value.ts";

/** What is lost if two stop at once; nothing without exposure. */
export function pairsSection({
  assessment,
  policy,
  place,
}: Pick<SectorView, "assessment" | "policy" | "place">): Content {
  if (measuredSector(assessment) === null) return null;
  const { sector } = policy;
  return html`<h3 id="${partId(sector, "pairs")}">If two stop at once</h3>
${answer(assessment, policy.label)}
<p class="source">${assessment.pairs === undefined ? "This says it" : "The ten worst pairs"}: <code>${callOf(place)} simulate --sector ${sector} --pairs --as-of ${assessment.asOf}${placeFlag(place)}</code></p>
`;
}

function answer(assessment: Assessment, label: string): Html {
  const { pairs } = assessment;
  const others = otherPairsText(assessment);
  if (pairs === undefined)
    return html`<p>Which two at once cost most was not computed with this assessment.</p>`;
  if (pairs.length === 0) return html`<p>${noPairText(others)}</p>`;
  const worst = worstPair(assessment);
  return html`<p>${worst === null ? `No two ${others === null ? "" : "that were tried "}together certainly cost more than the worst one alone does.` : html`If ${pairInText(worst)} both stop, ${shares(worst.loss)} is no longer delivered.`}${others !== null && ` ${others}`}</p>
${pairTable(`${assessment.sector}/worst-pairs`, pairs, `${label}, as of ${dayText(assessment.asOf)}: the worst pairs`)}`;
}

/** That no pair was found; `others` says what those may cost that were not tried. */
export function noPairText(others: string | null): string {
  if (others === null) return "No two together certainly cost more than the worse of them alone.";
  return `No two that were tried together certainly cost more than the worse of them alone. ${others}`;
}

/** Pairs, worst first. `id` and `title` must be unique on the page. */
export function pairTable(id: string, pairs: readonly SimulatedPair[], title: string): Html {
  return table(
    id,
    `${title}, what both cost, and what each certainly costs alone`,
    [
      { head: "Both stop", is: "text" },
      { head: "Lost", is: "number" },
      { head: "First alone", is: "number" },
      { head: "Second alone", is: "number" },
    ],
    pairs.map((pair) => ({
      cells: [pairName(pair), shares(pair.loss), ...pair.removals.map(({ alone }) => share(alone))],
    })),
  );
}
