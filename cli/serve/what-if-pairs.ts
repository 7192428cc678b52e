import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Html, html } from "../../report/html.ts";
import { pairTable } from "../../report/sections/pairs.ts";

/** What pairs of removals cost, worst first. */
export function pairAnswer(pairs: NonNullable<SimulateResult["pairs"]>, isMoved: boolean): Html {
  return html`<h3>The worst pairs of removals${isMoved && ", after what moves"}</h3>
${pairs.length === 0 ? html`<p>No two together certainly cost more than the worse of them alone.</p>` : pairTable("pairs", pairs, "The worst pairs")}`;
}
