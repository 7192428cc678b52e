import type { Alert } from "../../shared/alerts/alert.ts";
import { measuredSector } from "../../shared/assessment/assessment.ts";
import { LONGEST_POLICY_TITLE } from "../../shared/policy/bounds.ts";
import { calledMeasure } from "../../shared/policy/called-measure.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { limitPhrase } from "../../shared/text/limit.ts";
import { wordsOf } from "../../shared/text/measure-words.ts";
import { rangeText } from "../../shared/text/measured-value.ts";
import { noneOpen } from "../../shared/text/unseen.ts";
import { daysOfWindow } from "../../shared/text/window.ts";
import { noun } from "../../shared/values/count.ts";
import { lineOf, oneLine } from "../../shared/values/one-line.ts";
import { type Html, html } from "../html.ts";
import { type SectorView, shownGroup } from "../sector-view.ts";
import { unbroken } from "../unbroken.ts";
import { amount, count, dayShown } from "../value.ts";
import { lackNotes } from "./lacks.ts";
import { standingMark, unseenOf } from "./level.ts";
import { minuteList } from "./minute.ts";
import { unexplainedNote } from "./unexplained.ts";

/** The message of the sector, what it is of, what must be known before any figure, and the answers in one list. */
export function headOf(view: SectorView): Html {
  const { policy, assessment, open } = view;
  const [worst] = open;
  const scope = measuredSector(assessment);
  const unseen = unseenOf(view.reported);
  return html`<header>
<h2 id="${policy.sector}-name">${standingMark(worst?.level ?? "none", unseen)} ${policy.label}: ${worst === undefined ? noneOpen(unseen) : messageOf(worst, view)}</h2>
<p class="stat">${lineOf(policy.title, LONGEST_POLICY_TITLE)}. ${
    scope === null
      ? "No position lies in the window"
      : html`${amount(scope.exposure, assessment.unit)} in ${count(assessment.positions)} ${noun(assessment.positions, "position")}`
  } of ${daysOfWindow(assessment)}, as of ${dayShown(assessment.asOf)}.</p>
</header>
${lackNotes(view)}
${unexplainedNote(view)}
${minuteList(view)}`;
}

/** `82.9 to 95.3 % of supply at risk via China (limit 65 %)`. */
function messageOf(alert: Alert, view: SectorView): string {
  const { measure, observed, limit, side, limits } = alert;
  const { supply } = wordingOf(view.policy);
  const group = shownGroup(view, alert);
  const what = group === null ? supply : oneLine(group);
  const where = group === null ? "" : ` in ${what}`;
  const value = rangeText(measure, observed, limit);
  return unbroken(
    `${wordsOf(calledMeasure(measure, wordingOf(view.policy))).headline(value, what, where)} (${limitPhrase(measure, limit, side, limits.atLimit)})`,
  );
}
