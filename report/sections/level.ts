import { unseenIn } from "../../shared/digest/unseen.ts";
import type { Level } from "../../shared/policy/level.ts";
import { isBroken } from "../../shared/policy/policies.ts";
import type { Unseen } from "../../shared/text/unseen.ts";
import { type Html, html } from "../html.ts";
import type { ReportedSector } from "../reported.ts";

/** A level as a word in its colour. */
export function levelMark(level: Level): Html {
  return html`<span class="level ${level}">${level === "none" ? "inside limits" : level.toUpperCase()}</span>`;
}

/** Why finding no open alert says nothing of a sector; `null` when all of it was assessed. A page says by itself how old it is. */
export function unseenOf({ policy, ledger, assessment }: ReportedSector): Unseen | null {
  return unseenIn({
    isBroken: isBroken(policy),
    assessed: ledger.lastAssessment?.asOf ?? null,
    noDataSince: ledger.noDataSince,
    last: assessment,
    assessedDaysAgo: null,
  });
}

const UNSEEN: Record<Unseen, string> = {
  unread: "not readable",
  "broken-policy": "not watched",
  "never-recomputed": "not assessed",
  "no-data": "no data",
  "unread-assessment": "not readable",
  incomplete: "incomplete",
  old: "old",
};

/** The worst level of a sector; where none is known, whether that is good news. */
export function standingMark(worst: Level, unseen: Unseen | null): Html {
  return worst === "none" && unseen !== null
    ? html`<span class="level possible">${UNSEEN[unseen]}</span>`
    : levelMark(worst);
}
