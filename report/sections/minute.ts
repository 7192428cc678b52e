import type { Alert } from "../../shared/alerts/alert.ts";
import { measuredSector } from "../../shared/assessment/assessment.ts";
import { alertId, partId } from "../../shared/contract/page-place.ts";
import { undeclaredShare } from "../../shared/look-through/look-through.ts";
import type { Measure } from "../../shared/policy/measure.ts";
import { factsOf } from "../../shared/policy/measure-facts.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { titleName } from "../../shared/text/alert-name.ts";
import { facetNouns } from "../../shared/text/facet-nouns.ts";
import { limitPhrase } from "../../shared/text/limit.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { countryName } from "../../shared/values/country-name.ts";
import { daysBetween } from "../../shared/values/day.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { displayName } from "../../shared/values/one-line.ts";
import { type Content, type Html, html } from "../html.ts";
import { assessedOf, observationOf, ruleOf, type SectorView, type Worth, worthOf } from "../sector-view.ts";
import { unbroken } from "../unbroken.ts";
import { amount, amounts, dayShown, measured, share } from "../value.ts";
import { askFirst } from "./ask-first.ts";
import { levelMark } from "./level.ts";
import { remedyOf } from "./remedy.ts";
import { sinceOf } from "./since.ts";
import { isUnexplained, NOT_WORKED_OUT } from "./unexplained.ts";

const MOST_TOLD = 4;

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
          ["What is over its limit?", "over-limit", overAnswer(view)],
          ["Since when?", "over-time", html`${sinceOf(view, worst)}.`],
          ["How much money?", "over-limit", moneyAnswer(view, worst)],
          ["Through whom?", "who", whoAnswer(view, worst)],
          ["What would fix it?", "fix", fixAnswer(view, worst)],
          ["How sure is that?", "how-sure", sureAnswer(view)],
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

function overAnswer({ open, policy }: SectorView): Html {
  const told = open.slice(0, MOST_TOLD);
  const more = open.length - told.length;
  return html`<ul>${told.map((alert) => {
    const { title, group, level, measure, observed, limit, side, limits } = alert;
    return html`<li>${levelMark(level)} <a href="#${alertId(policy.sector, alert)}">${titleName(title, group)}</a>: ${measured(measure, observed, limit)}, ${limitPhrase(measure, limit, side, limits.atLimit)}</li>`;
  })}${more > 0 && html`<li><a href="#${partId(policy.sector, "over-limit")}">and ${counted(more)} more ${noun(more, "alert")}</a></li>`}</ul>`;
}

function moneyAnswer(view: SectorView, alert: Alert): Content {
  const { group, observed } = alert;
  const rule = ruleOf(view, alert.rule);
  const worth = rule && worthOf(view, { rule, group, observed });
  const whole = measuredSector(view.assessment);
  const { unit } = view.assessment;
  if (worth == null) return whole && html`All exposure: ${amount(whole.exposure, unit)}.`;
  return html`${amounts(worth.worth, unit)} of ${amount(worth.of.exposure, unit)}${group !== null && ` of ${titleName("", group).trim()}`}.${excessOf(alert, worth, unit)}`;
}

/** By how much what is certain is over an upper limit. */
function excessOf({ side, limit, observed }: Alert, { worth, of }: Worth, unit: Unit): Content {
  if (side !== "above" || observed.lower <= limit) return null;
  const allowed = limit * of.exposure;
  const excess = { lower: worth.lower - allowed, upper: worth.upper - allowed };
  return html` That is ${amounts(excess, unit)} more than the limit allows.`;
}

const MOST_NAMED = 3;

function whoAnswer(view: SectorView, alert: Alert): Content {
  const { inflow = [], contributions = null } = observationOf(view, alert) ?? {};
  if (inflow.length > 0) {
    const through = inflow.map(({ key, share: part }) => ({
      name: key === null ? "an unknown owner" : view.nameOf(key),
      part,
    }));
    return html`${named(through)}: sold by them, or inside what others sell.`;
  }
  const { family, shownBy } = factsOf(alert.measure);
  const { keys = [], rest = null } = contributions ?? {};
  const total = keys.reduce((sum, { exposure }) => sum + exposure, rest?.exposure ?? 0);
  const counted = keys
    .filter(({ key, lower }) => key !== null && lower > 0)
    .sort((one, other) => other.lower - one.lower)
    .map(({ key, lower }) => ({ name: keyNameOf(alert.measure, key ?? "", view), part: lower / total }));
  if (family === "counted" && counted.length > 0) return html`${named(counted)}.`;
  const [facet] = shownBy;
  const holders = measuredSector(view.assessment)?.facets[facet].keys ?? [];
  const { one, many } = facetNouns[facet];
  if (holders.length === 0) return `No ${one} is known.`;
  const largest = holders.map(({ key, name, share: part }) => ({ name: displayName(name, key), part }));
  return html`The largest ${many}: ${named(largest)}.`;
}

/** The first names, each with its share. */
function named(holders: readonly { name: string; part: number }[]): Html[] {
  return holders
    .slice(0, MOST_NAMED)
    .map(({ name, part }, at) => html`${at > 0 && ", "}${name} (${share(part)})`);
}

/** The name of a key that divides the contributions of a measure. */
function keyNameOf(measure: Measure, key: string, { nameOf }: SectorView): string {
  const facet = factsOf(measure).dividedBy;
  return facet === "origin" || facet === "control" ? countryName(key) : nameOf(key);
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
  return remedy === null ? "No move of supply is known that would." : unbroken(remedy);
}

function askAnswer(view: SectorView): Content {
  if (isUnexplained(view)) return NOT_WORKED_OUT;
  const first = askFirst(view);
  if (first === null) return null;
  return html`${first.about}:<ul>${first.asked
    .slice(0, MOST_TOLD)
    .map(
      ({ name, questions, exposure }) =>
        html`<li>${name}: ${questions} (decides ${amount(exposure, view.assessment.unit)})</li>`,
    )}</ul>`;
}
