import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Content, html } from "../../report/html.ts";
import { dayShown, share, shares } from "../../report/value.ts";
import { itemsWithCodes } from "../../shared/policy/item-names.ts";
import { isBroken, type Policies, ruleIn, wordsIn } from "../../shared/policy/policies.ts";
import type { Wording } from "../../shared/policy/wording.ts";
import { windowText } from "../../shared/text/window.ts";
import type { RuleId, SectorId } from "../../shared/values/identifier.ts";
import { changedLimitLines } from "../text/changed-rule.ts";
import { movedText } from "../text/moved.ts";
import { removedNames } from "../text/removed-names.ts";
import type { KnownNames } from "./known-names.ts";
import { livePage, problemNote } from "./live-page.ts";
import { chains, lossTable, placed, removalTable, rulesTable } from "./what-if-answer.ts";
import { type WhatIfWritten, whatIfForm } from "./what-if-form.ts";
import { pairAnswer } from "./what-if-pairs.ts";
import { recoveryTable } from "./what-if-recovery.ts";

/**
 * The form, with what was asked, and its answer or the problem with it. Neither is there before anything was asked. It proposes the
 * names that are known.
 */
export function whatIfPage(
  asked: WhatIfWritten,
  policies: Policies,
  answer: SimulateResult | { problem: string } | null,
  known: KnownNames,
): string {
  const problem = answer !== null && "problem" in answer ? answer.problem : null;
  return livePage("What if", [
    problemNote(problem),
    answer !== null && !("problem" in answer) && answered(answer, policies),
    whatIfForm(asked, [...policies.keys()], policies, known),
  ]);
}

function answered(result: SimulateResult, policies: Policies): Content {
  const { sector, asOf, scopes, removed, moved, rules, illustrative, incomplete, pairs } = result;
  const words = wordsIn(policies, sector);
  const itemOf = itemsWithCodes(words);
  const names = { itemOf, ruleOf: (rule: RuleId) => ruleIn(policies, sector, rule) };
  return html`<section aria-labelledby="answer">
<h2 id="answer">${headline(result, labelOf(sector, policies))}</h2>
<p class="stat">As of ${dayShown(asOf)}, ${windowText(result)}.</p>
${illustrative > 0 && html`<p class="note">EXAMPLE DATA: ${share(illustrative)} of it is an example and never took place.</p>`}
${incomplete && html`<p class="note">Data is missing, so the figures may be higher or lower than this says, and no alert ends or eases until it is there.</p>`}
${changes(result, words)}
${rules !== undefined && rulesTable(rules, asOf, names)}
${removed !== null && scopes.length > 0 && [lossTable(result, itemOf), placed(result), recoveryTable(result, itemOf), chains(result, itemOf)]}
${(removed !== null || moved !== undefined) && removalTable(result)}
${pairs !== undefined && pairAnswer(pairs, result, moved !== undefined)}
</section>`;
}

function labelOf(sector: SectorId, policies: Policies): string {
  const policy = policies.get(sector);
  return policy === undefined || isBroken(policy) ? sector : policy.label;
}

/** The answer in one line: what is lost, or what it is about. */
function headline(result: SimulateResult, label: string): Content {
  const { scopes, removed, moved, rules = [] } = result;
  const after = [
    ...(moved === undefined ? [] : [moved.length === 1 ? "a move" : `${moved.length} moves`]),
    ...(changedLimitLines(rules).length === 0 ? [] : ["other limits"]),
  ].join(" and ");
  if (removed === null) return `${label}${after === "" ? "" : ` after ${after}`}`;
  const what = `${label} without ${removedNames(result).join(", ")}${moved === undefined ? "" : `, after ${after}`}`;
  const [whole] = scopes;
  return whole === undefined
    ? `${what}: there is nothing to lose`
    : html`${what}: ${shares(whole.loss)} is lost`;
}

/** What moves, and which limits are others. */
function changes({ moved = [], rules = [], unit }: SimulateResult, words: { wording?: Wording }): Content {
  const lines = [...moved.map((one) => movedText(one, unit, words)), ...changedLimitLines(rules)];
  return (
    lines.length > 0 &&
    html`<h3>What changes</h3>
<ul>${lines.map(
      (line) => html`<li>${line}</li>
`,
    )}</ul>`
  );
}
