import { unknownNameText } from "../../shared/assessment/unknown-names.ts";
import { sureSection } from "../../shared/bulletin/sections/confidence.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { counted } from "../../shared/values/count.ts";
import { type Content, type Html, html } from "../html.ts";
import { assessedOf, type SectorView } from "../sector-view.ts";
import { table } from "../table.ts";
import { unbroken } from "../unbroken.ts";
import { amount, share } from "../value.ts";
import { askedAbout, askFirst } from "./ask-first.ts";
import { isUnexplained, NOT_WORKED_OUT } from "./unexplained.ts";

/** How far the figures can be trusted, and who to ask for what is not known. */
export function howSureSection(view: SectorView): Html {
  const { policy, assessment } = view;
  const assessed = assessedOf(view);
  const more = assessment.unknownNames.map((one) => `NOT FOUND: ${unknownNameText(one)}.`);
  const doubts = { tellsRange: true, tellsStop: true, more };
  const [, ...lines] = assessed === null ? [] : sureSection(assessed, policy, doubts, undefined);
  const told = assessed === null ? [...more, NOT_WORKED_OUT] : lines;
  return html`<h3 id="${partId(policy.sector, "how-sure")}">How sure that is</h3>
<ul>${told.map((line) => html`<li>${unbroken(line.trim())}</li>`)}</ul>
${askTable(view)}`;
}

const MOST_ASKED = 20;

function askTable(view: SectorView): Content {
  const { sector, label } = view.policy;
  const { asOf, unit } = view.assessment;
  const asked = askFirst(view);
  const place = html`<h4 id="${partId(sector, "ask-first")}">Whom to ask what</h4>`;
  if (isUnexplained(view)) return html`${place}<p>${NOT_WORKED_OUT}</p>`;
  if (asked.length === 0)
    return html`${place}<p>No open question is known about what looks through the tiers.</p>`;
  const rows = asked.slice(0, MOST_ASKED).map(({ name, question, open, share: part }) => ({
    cells: [name, question, amount(open, unit), share(part)],
  }));
  const more = asked.length - rows.length;
  return html`${place}
${table(
  partId(sector, "to-ask"),
  `${askedAbout(view)}, ${label}: what is not known to be at risk or safe, as of ${dayText(asOf)}`,
  [
    { head: "Ask", is: "text" },
    { head: "What", is: "text" },
    { head: "Depends on it", is: "number" },
    { head: "Share", is: "number" },
  ],
  rows,
)}
${more > 0 && html`<p>and ${counted(more)} more.</p>`}`;
}
