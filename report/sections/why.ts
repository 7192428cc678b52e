import { aheadSection } from "../../shared/bulletin/sections/ahead.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { LONGEST_TEXT } from "../../shared/policy/bounds.ts";
import { limitsOf } from "../../shared/policy/limits.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { limitPhrase } from "../../shared/text/limit.ts";
import { explainMeasure } from "../../shared/text/measure-explained.ts";
import { lineOf, oneLine } from "../../shared/values/one-line.ts";
import { type Content, type Html, html } from "../html.ts";
import { assessedOf, type SectorView } from "../sector-view.ts";
import { unbroken } from "../unbroken.ts";

/** Why each limit exists and where it comes from, and which limits will be in force. */
export function whySection(view: SectorView): Html {
  const { sector, rules } = view.policy;
  const openFirst = [...rules].sort((a, b) => Number(isOpen(view, b)) - Number(isOpen(view, a)));
  return html`<h3 id="${partId(sector, "why")}">Why these limits, and what comes</h3>
${datesAhead(view)}
<dl class="rules">
${openFirst.map((rule) => ruleEntry(sector, rule))}</dl>`;
}

function isOpen({ open }: SectorView, { id }: Rule): boolean {
  return open.some(({ rule }) => rule === id);
}

const MOST_AHEAD = 20;

function datesAhead(view: SectorView): Content {
  const assessed = assessedOf(view);
  if (assessed === null) return null;
  const [, ...lines] = aheadSection(assessed, view.policy, MOST_AHEAD);
  if (lines.length === 0)
    return html`<p>If nothing changes, no limit that is still to come is crossed on its first day.</p>`;
  return html`<h4>If nothing changes</h4><ul>${lines.map((line) => html`<li>${unbroken(line.trim())}</li>`)}</ul>`;
}

function ruleEntry(sector: string, rule: Rule): Html {
  const { side, limits } = limitsOf(rule);
  const told = (["warning", "critical"] as const).flatMap((level) => {
    const limit = limits[level];
    return limit === undefined ? [] : `${level}: ${limitPhrase(rule.measure, limit, side, limits.atLimit)}`;
  });
  const from = rule.effectiveFrom === undefined ? "" : `, in force from ${rule.effectiveFrom}`;
  return html`<dt id="${partId(sector, `why/${rule.id}`)}">${oneLine(rule.title)} <code>${rule.id}</code></dt>
<dd class="faint">${told.join(", ")}${from}. ${explainMeasure(rule.measure)}</dd>
<dd>${lineOf(rule.why, LONGEST_TEXT.why)}</dd>
<dd class="source">Source: ${lineOf(rule.source, LONGEST_TEXT.source)}</dd>
`;
}
