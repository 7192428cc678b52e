import { isAddress, LONGEST_RUNBOOK } from "../../shared/policy/runbook.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { type Html, html } from "../html.ts";

/** What a rule says is to be done: a link where it is an address, and a text otherwise. */
export function runbookHtml(runbook: string): Html {
  return isAddress(runbook)
    ? html`Runbook: <a href="${runbook}" rel="noreferrer">${runbook}</a>`
    : html`Runbook: ${lineOf(runbook, LONGEST_RUNBOOK)}`;
}
