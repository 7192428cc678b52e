import { datesAhead } from "../../shared/ahead/dates-ahead.ts";
import { silencesInForce } from "../../shared/alerts/silence.ts";
import { dateAheadLine } from "../../shared/text/date-ahead.ts";
import { type Content, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";
import { unbroken } from "../unbroken.ts";
import { dayShown } from "../value.ts";

/** The days after the assessment on which something changes by itself. */
export function datesAheadOf({ policy, assessment, reported: { ledger } }: SectorView): Content {
  const { asOf, rules, ahead = [], newestDate } = assessment;
  const dates = datesAhead({
    ...{ policy, today: asOf, findings: rules, supply: ahead, newestDate },
    silences: silencesInForce(ledger.silences, asOf),
    acknowledgements: ledger.acknowledgements,
  });
  if (dates.length === 0) return html`<p>No day is known on which something changes by itself.</p>`;
  const lines = dates.map((one) => dateAheadLine(one, policy, asOf));
  return html`<h4>If nothing changes, from ${dayShown(asOf)} on</h4><ul>${lines.map((line) => html`<li>${unbroken(line)}</li>`)}</ul>`;
}
