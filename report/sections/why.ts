import { partId } from "../../shared/contract/page-place.ts";
import { LONGEST_TEXT } from "../../shared/policy/bounds.ts";
import { calledMeasure } from "../../shared/policy/called-measure.ts";
import { limitsOf } from "../../shared/policy/limits.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { limitPhrase } from "../../shared/text/limit.ts";
import { explainMeasure } from "../../shared/text/measure-explained.ts";
import { lineOf, oneLine } from "../../shared/values/one-line.ts";
import { type Html, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";
import { datesAheadOf } from "./dates-ahead.ts";
import { runbookHtml } from "./runbook.ts";

/** Why each limit exists and where it comes from, and which limits will be in force. */
export function whySection(view: SectorView): Html {
  const { sector, rules } = view.policy;
  const openFirst = [...rules].sort((a, b) => Number(isOpen(view, b)) - Number(isOpen(view, a)));
  return html`<h3 id="${partId(sector, "why")}">Why these limits, and what comes</h3>
${datesAheadOf(view)}
<dl class="rules">
${openFirst.map((rule) => ruleEntry(view.policy, rule))}</dl>`;
}

function isOpen({ open }: SectorView, { id }: Rule): boolean {
  return open.some(({ rule }) => rule === id);
}

function ruleEntry(policy: Policy, rule: Rule): Html {
  const { sector } = policy;
  const { side, limits } = limitsOf(rule);
  const told = (["warning", "critical"] as const).flatMap((level) => {
    const limit = limits[level];
    return limit === undefined ? [] : `${level}: ${limitPhrase(rule.measure, limit, side, limits.atLimit)}`;
  });
  const from = rule.effectiveFrom === undefined ? "" : `, in force from ${rule.effectiveFrom}`;
  return html`<dt id="${partId(sector, `why/${rule.id}`)}">${oneLine(rule.title)} <code>${rule.id}</code></dt>
<dd class="faint">${told.join(", ")}${from}. ${explainMeasure(calledMeasure(rule.measure, wordingOf(policy)))}</dd>
<dd>${lineOf(rule.why, LONGEST_TEXT.why)}</dd>
<dd class="source">Source: ${lineOf(rule.source, LONGEST_TEXT.source)}</dd>
${rule.runbook !== undefined && html`<dd>${runbookHtml(rule.runbook)}</dd>`}
`;
}
