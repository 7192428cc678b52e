import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Content, type Html, html } from "../../report/html.ts";
import { table } from "../../report/table.ts";
import { amount, share, shares } from "../../report/value.ts";
import { chainText } from "../../shared/text/chain.ts";
import { placedText } from "../../shared/text/placed.ts";
import { windowText } from "../../shared/text/window.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { removedNames } from "../text/removed-names.ts";
import { choice, field, livePage, problemNote } from "./live-page.ts";

/** What was asked: as it stands in the address of the page. */
export interface WhatIfAsked {
  sector: string;
  /** What stops, as it was written: `country:China, owner:CATL`. */
  remove: string;
  asOf: string;
}

/** The form, with what was asked, and its answer or the problem with it. Neither is there before anything was asked. */
export function whatIfPage(
  asked: WhatIfAsked,
  sectors: readonly string[],
  answer: SimulateResult | { problem: string } | null,
): string {
  const problem = answer !== null && "problem" in answer ? answer.problem : null;
  return livePage("What if", [
    problemNote(problem),
    form(asked, sectors),
    answer !== null && !("problem" in answer) && answered(answer),
  ]);
}

function form({ sector, remove, asOf }: WhatIfAsked, sectors: readonly string[]): Html {
  return html`<form method="get" action="/what-if">
${choice("sector", "Sector", sectors, sector)}${field("remove", {
  label: "What stops",
  hint: "countries, owners, suppliers or places, by id or name, with commas between them: country:China, owner:CATL, supplier:example-storage, port:ningbo",
  value: remove,
})}${field("asOf", { label: "As of", hint: "a day like 2026-07-31; today when it is empty", value: asOf })}<p><button>Compute</button> Nothing is stored or sent.</p>
</form>
`;
}

function answered(result: SimulateResult): Content {
  const { sector, asOf, scopes, illustrative, incomplete } = result;
  const what = removedNames(result).join(", ");
  const whole = scopes[0];
  return html`<section aria-labelledby="answer">
<h2 id="answer">${sector} without ${what}: ${
    whole === undefined ? "there is nothing to lose" : html`${shares(whole.loss)} is lost`
  }</h2>
<p class="stat">As of ${asOf}, ${windowText(result)}.</p>
${illustrative > 0 && html`<p class="note">${share(illustrative)} of it is illustrative data: no purchase took place.</p>`}
${incomplete && html`<p class="note">Data is missing, so more or less may be lost than this says.</p>`}
${whole !== undefined && [lossTable(result), placed(result), chains(result), removals(result)]}
</section>`;
}

function lossTable({ scopes, unit }: SimulateResult): Html {
  return html`<h3>What is lost</h3>
${table(
  "lost",
  "From what is certainly lost to what possibly is",
  [
    { head: "Of", is: "text" },
    { head: "Lost", is: "number" },
    { head: "Certainly", is: "number" },
    { head: "Of all", is: "number" },
  ],
  scopes.map(({ item, loss, lost, exposure }) => ({
    cells: [
      item === null ? "the whole sector" : oneLine(item),
      shares(loss),
      amount(lost, unit),
      amount(exposure, unit),
    ],
  })),
)}`;
}

function placed({ scopes }: SimulateResult): Content {
  return placedText(scopes[0]?.placed ?? {}).map(
    (line) => html`<p class="note">${line}</p>
`,
  );
}

function chains({ scopes, unit }: SimulateResult): Content {
  const all = scopes[0]?.chains ?? [];
  return html`<h3>How it gets in</h3>
${
  all.length === 0
    ? html`<p>Nothing is certainly lost.</p>`
    : html`<ul>${all.map(
        ({ hops, item, exposure }) => html`<li>${amount(exposure, unit)}: ${chainText(hops, item)}</li>
`,
      )}</ul>`
}`;
}

const MOST_REMOVALS = 20;

function removals({ removals }: SimulateResult): Content {
  return html`<h3>The worst single removals</h3>
<p class="faint">What each would cost alone. They overlap, so they do not add up.</p>
${table(
  "removals",
  "The worst single removals",
  [
    { head: "Who", is: "text" },
    { head: "Kind", is: "text" },
    { head: "Lost", is: "number" },
  ],
  removals.slice(0, MOST_REMOVALS).map(({ kind, name, loss }) => ({
    cells: [oneLine(name), kind === "supplier" ? "supplier, owner unknown" : kind, shares(loss)],
  })),
)}`;
}
