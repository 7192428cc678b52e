import { partId } from "../../shared/contract/page-place.ts";
import { LONGEST_POLICY_TITLE } from "../../shared/policy/bounds.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { type Html, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";
import { dayShown } from "../value.ts";

/** How a figure of the sector is cited, so that somebody else can find it, and tell whether it was made of the same data. */
export function citation({ policy, assessment }: SectorView): Html {
  const { id, asOf, version, inputHash, policyHash } = assessment;
  return html`<h3 id="${partId(policy.sector, "cite")}">How to cite these figures</h3>
<p>${lineOf(policy.title, LONGEST_POLICY_TITLE)}, as of ${dayShown(asOf)}. Chokepoint ${version}, assessment <code>${id}</code>, input <code>${inputHash}</code>, policy <code>${policyHash}</code>.</p>
<p class="source">With other data the input is another one, with other limits the policy.</p>`;
}
