import { lateReleases } from "../../shared/ahead/calendar-days.ts";
import { datesAhead } from "../../shared/ahead/dates-ahead.ts";
import { silencesInForce } from "../../shared/alerts/silence.ts";
import { lateLine } from "../../shared/text/calendar-text.ts";
import { dateAheadLine } from "../../shared/text/date-ahead.ts";
import { type Content, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";
import { unbroken } from "../unbroken.ts";
import { dayShown } from "../value.ts";

/** The days after the assessment on which something changes by itself, and releases that were late on its day. */
export function datesAheadOf({ policy, assessment, reported: { ledger } }: SectorView): Content {
  const { asOf, rules, ahead = [], newestDate } = assessment;
  const dates = datesAhead({
    ...{ policy, today: asOf, findings: rules, supply: ahead, newestDate },
    silences: silencesInForce(ledger.silences, asOf),
    acknowledgements: ledger.acknowledgements,
  });
  const late = lateReleases(asOf, newestDate, policy.calendar ?? []).map((one) => lateLine(one, policy));
  const lateList =
    late.length > 0 &&
    html`<h4>Late, by the calendar</h4><ul>${late.map((line) => html`<li>${unbroken(line)}</li>`)}</ul>`;
  if (dates.length === 0)
    return html`${lateList}<p>No day is known on which something changes by itself.</p>`;
  const lines = dates.map((one) => dateAheadLine(one, policy, asOf));
  return html`${lateList}<h4>If nothing changes, from ${dayShown(asOf)} on</h4><ul>${lines.map((line) => html`<li>${unbroken(line)}</li>`)}</ul>`;
}
