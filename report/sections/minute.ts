import type { Alert } from "../../shared/alerts/alert.ts";
import { measuredSector } from "../../shared/assessment/assessment.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { undeclaredShare } from "../../shared/look-through/look-through.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { groupName } from "../../shared/text/alert-name.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { daysBetween } from "../../shared/values/day.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { type Content, type Html, html } from "../html.ts";
import {
  alertTitle,
  assessedOf,
  ruleOf,
  type SectorView,
  shownGroup,
  type Worth,
  worthOf,
} from "../sector-view.ts";
import { unbroken } from "../unbroken.ts";
import { amount, amounts, dayShown, share } from "../value.ts";
import { type AskFirst, askFirst, COULD_TAKE } from "./ask-first.ts";
import { openByLevel } from "./open-by-level.ts";
import { remedyOf } from "./remedy.ts";
import { sinceOf } from "./since.ts";
import { throughWhom } from "./through-whom.ts";
import { isUnexplained, NOT_WORKED_OUT } from "./unexplained.ts";
import { verdictOf } from "./verdict.ts";

const MOST_TOLD = 4;
// With those who might take what has to move.
const MOST_ASKED = 7;

/** The answers that most readers come for, each with a link to what stands behind it. */
export function minuteList(view: SectorView): Html {
  const { open, policy } = view;
  const { sector } = policy;
  const [worst] = open;
  const answers: [question: string, part: string, answer: Content][] =
    worst === undefined
      ? [
          ["How sure is that?", "how-sure", sureAnswer(view)],
          ["Whom to ask?", "ask-first", askAnswer(view)],
        ]
      : [
          ["What is over its limit?", "over-limit", openByLevel(view)],
          ["Since when?", "over-time", html`${sinceOf(view, worst)}.`],
          ["How much money?", "over-limit", moneyAnswer(view, worst)],
          ["Through whom?", "who", throughWhom(view, worst)],
          ["What would fix it?", "fix", fixAnswer(view, worst)],
          ["How sure is that?", "how-sure", html`${verdictOf(view, worst)}${sureAnswer(view)}`],
          ["Whom to ask what?", "ask-first", askAnswer(view)],
        ];
  const told = answers.filter(([, , answer]) => answer !== null);
  return html`<dl class="minute">
${told.map(
  ([
    question,
    part,
    answer,
  ]) => html`<dt><a href="#${partId(sector, part)}">${question}</a></dt><dd>${answer}</dd>
`,
)}</dl>`;
}

function moneyAnswer(view: SectorView, alert: Alert): Content {
  const { group, observed } = alert;
  const rule = ruleOf(view, alert.rule);
  const worth = rule && worthOf(view, { rule, group, observed });
  const whole = measuredSector(view.assessment);
  const { unit } = view.assessment;
  if (worth == null) return whole && html`All of it: ${amount(whole.exposure, unit)}.`;
  return html`${amounts(worth.worth, unit)} of ${amount(worth.of.exposure, unit)}${group !== null && ` of ${groupName(shownGroup(view, alert) ?? group)}`}.${excessOf(alert, worth, unit)}`;
}

/** By how much what is certain is over an upper limit. */
function excessOf({ side, limit, observed }: Alert, { worth, of }: Worth, unit: Unit): Content {
  if (side !== "above" || observed.lower <= limit) return null;
  const allowed = limit * of.exposure;
  const excess = { lower: worth.lower - allowed, upper: worth.upper - allowed };
  return html` That is ${amounts(excess, unit)} more than the limit allows.`;
}

function sureAnswer(view: SectorView): Html {
  const { assessment } = view;
  const scope = measuredSector(assessment);
  const assessed = assessedOf(view);
  const undeclared = assessed === null ? 0 : undeclaredShare(assessed.view.sector, assessed.view.network);
  const age = assessment.newestDate === null ? null : daysBetween(assessment.newestDate, assessment.asOf);
  return html`${age !== null && html`Newest ${wordingOf(view.policy).purchase}: ${dayShown(assessment.newestDate ?? assessment.asOf)}${age > 0 && html`, ${counted(age)} ${noun(age, "day")} before ${dayShown(assessment.asOf)}`}. `}${
    undeclared > 0 &&
    html`Suppliers that declared no inputs sell ${share(undeclared)} of ${wordingOf(view.policy).supply}. `
  }${scope !== null && scope.facets.origin.unknown > 0 && html`${share(scope.facets.origin.unknown)} has no known country of manufacture. `}${
    assessment.incomplete ? "The assessment is incomplete: see the notes above." : "No row was refused."
  }`;
}

function fixAnswer(view: SectorView, alert: Alert): string {
  if (isUnexplained(view)) return NOT_WORKED_OUT;
  const remedy = remedyOf(view, alert);
  const answer =
    remedy === null ? `No move of ${wordingOf(view.policy).supply} is known that would.` : unbroken(remedy);
  if (view.open.length === 1) return answer;
  return `${answer} This is about “${alertTitle(view, alert)}” alone. What the other alerts need stands below, as far as it is known.`;
}

function askAnswer(view: SectorView): Content {
  if (isUnexplained(view)) return NOT_WORKED_OUT;
  const asked = askFirst(view);
  return asked.length === 0 ? null : html`${asked.map(askedAbout)}`;
}

function askedAbout({ about, asked }: AskFirst): Html {
  const told = asked.filter(({ couldTake }, at) => at < MOST_TOLD || couldTake).slice(0, MOST_ASKED);
  return html`${about}:<ul>${told.map(
    ({ name, questions, amount: money, points, couldTake }) =>
      html`<li>${name}: ${questions} (decides ${money ?? points}${couldTake && `; ${COULD_TAKE}`})</li>`,
  )}</ul>`;
}
