import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Html, html } from "../../report/html.ts";
import { noPairText, pairTable } from "../../report/sections/pairs.ts";
import { otherPairsText } from "../../shared/text/pair.ts";

/** What pairs of removals cost, worst first. */
export function pairAnswer(
  pairs: NonNullable<SimulateResult["pairs"]>,
  result: Pick<SimulateResult, "otherPairsAtMost">,
  isMoved: boolean,
): Html {
  const others = otherPairsText({ ...result, pairs });
  return html`<h3>The worst pairs of removals${isMoved && ", after what moves"}</h3>
${pairs.length === 0 ? html`<p>${noPairText(others)}</p>` : html`${pairTable("pairs", pairs, "The worst pairs")}${others !== null && html`<p>${others}</p>`}`}`;
}
