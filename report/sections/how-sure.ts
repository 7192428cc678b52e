import { unknownNameText } from "../../shared/assessment/unknown-names.ts";
import { sureSection } from "../../shared/bulletin/sections/confidence.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { counted } from "../../shared/values/count.ts";
import { type Content, type Html, html } from "../html.ts";
import { alertTitle, assessedOf, type SectorView } from "../sector-view.ts";
import { table } from "../table.ts";
import { unbroken } from "../unbroken.ts";
import { type AskFirst, askFirst, COULD_TAKE } from "./ask-first.ts";
import { isUnexplained, NOT_WORKED_OUT } from "./unexplained.ts";
import { verdictOf } from "./verdict.ts";

/** How far the figures can be trusted, and who to ask for what is not known. */
export function howSureSection(view: SectorView): Html {
  const { policy, assessment } = view;
  const assessed = assessedOf(view);
  const more = assessment.unknownNames.map((one) => `NOT FOUND: ${unknownNameText(one)}.`);
  const doubts = { tellsRange: true, tellsStop: true, verdict: [], ask: [], more };
  const [, ...lines] = assessed === null ? [] : sureSection(assessed, policy, doubts);
  const told = assessed === null ? [...more, NOT_WORKED_OUT] : lines;
  return html`<h3 id="${partId(policy.sector, "how-sure")}">How sure that is</h3>
<ul>${verdictItem(view)}${told.map((line) => html`<li>${unbroken(line.trim())}</li>`)}</ul>
${askTable(view)}`;
}

/** Whether the limit of the worst alert is crossed whatever the unknown turns out to be. */
function verdictItem(view: SectorView): Content {
  const [worst] = view.open;
  const verdict = worst === undefined ? "" : verdictOf(view, worst).trim();
  return worst !== undefined && verdict !== "" && html`<li>${alertTitle(view, worst)}: ${verdict}</li>`;
}

function askTable(view: SectorView): Content {
  const { sector, label } = view.policy;
  const { asOf } = view.assessment;
  const asked = askFirst(view);
  const place = html`<h4 id="${partId(sector, "ask-first")}">Whom to ask what</h4>`;
  if (isUnexplained(view)) return html`${place}<p>${NOT_WORKED_OUT}</p>`;
  if (asked.length === 0)
    return html`${place}<p>No open question is known about concentrations, about what looks through the tiers, or about shares of ${wordingOf(view.policy).supply}.</p>`;
  return html`${place}
${asked.map((one, at) => {
  const id = partId(sector, at === 0 ? "to-ask" : "to-ask-too");
  return tableOf(one, id, `${one.about}, ${label}: what the answers would decide, as of ${dayText(asOf)}`);
})}`;
}

function tableOf({ asked, more }: AskFirst, id: string, caption: string): Html {
  const rows = asked.map(({ name, questions, amount, points, outlook, couldTake }) => {
    const forAlert = [outlook, ...(couldTake ? [COULD_TAKE] : [])].filter((text) => text !== "").join("; ");
    return { cells: [name, questions, amount, points, forAlert] };
  });
  return html`${table(
    id,
    caption,
    [
      { head: "Ask", is: "text" },
      { head: "What", is: "text" },
      { head: "Decides", is: "number" },
      { head: "Of the figure", is: "number" },
      { head: "For the alert", is: "text" },
    ],
    rows,
  )}
${more > 0 && html`<p>and up to ${counted(more)} more.</p>`}`;
}
