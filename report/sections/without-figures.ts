import { isOpen } from "../../shared/alerts/alert.ts";
import type { BrokenPolicy } from "../../shared/policy/policies.ts";
import { type CommandPlace, callOf, placeFlag, policiesFlag } from "../../shared/text/command.ts";
import { unusedText, unwatchedText } from "../../shared/text/unwatched.ts";
import { counted, noun } from "../../shared/values/count.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { type Content, type Html, html } from "../html.ts";
import type { ReportedSector, ReportInput, UnwatchedSector } from "../reported.ts";
import { sectorFrame } from "./sector-frame.ts";

const LONGEST_PROBLEM = 500;

/** A sector of which no figure is shown, and why. */
function withoutFigures(sector: SectorId, why: Content): Html {
  return sectorFrame(
    sector,
    html`<header><h2 id="${sector}-name">${sector}</h2></header><p class="note">${why}</p>`,
  );
}

/** A sector of which something that is stored could not be read. */
export function unreadSection(sector: SectorId, problem: string): Html {
  return withoutFigures(sector, `It could not be read: ${lineOf(problem, LONGEST_PROBLEM)}`);
}

/** A sector whose policy cannot be used: what is wrong, what happens to its alerts, and what to do. */
export function brokenSection(
  { sector, problem }: BrokenPolicy,
  { ledger }: ReportedSector,
  place: CommandPlace,
): Html {
  const open = ledger.alerts.filter(isOpen).length;
  const alerts =
    open > 0 && `, and its ${counted(open)} open ${noun(open, "alert")} ${noun(open, "stays", "stay")} open`;
  const isDeployed = place !== null && "stack" in place;
  return withoutFigures(
    sector,
    html`It is not watched, because its policy cannot be used: ${lineOf(problem, LONGEST_PROBLEM)}. Until the file is mended${isDeployed && " and deployed"}, nothing of it is assessed${alerts}. Whether it is mended: <code>${callOf(place)} policy check${policiesFlag(place)}</code>`,
  );
}

/** A sector that has never been assessed, or whose assessment is gone. */
export function unassessedSection(sector: SectorId, { ledger }: ReportedSector, place: CommandPlace): Html {
  const gone =
    ledger.lastAssessment === null ? "It was never assessed." : "Its last assessment is no longer stored.";
  return withoutFigures(
    sector,
    html`${gone} To assess it: <code>${callOf(place)} recompute --sector ${sector}${placeFlag(place)}</code>`,
  );
}

/** The sectors that no policy names. */
export function unwatchedSections(unwatched: ReportInput["unwatched"], place: CommandPlace): Content {
  return "problem" in unwatched
    ? html`<p class="note">Whether anything is stored of a sector without a policy is not known: ${lineOf(unwatched.problem, LONGEST_PROBLEM)}</p>`
    : unwatched.map((one) => unwatchedSection(one, place));
}

function unwatchedSection(unwatched: UnwatchedSector, place: CommandPlace): Html {
  const { sector } = unwatched;
  if ("problem" in unwatched) return unreadSection(sector, unwatched.problem);
  const { open } = unwatched;
  return withoutFigures(sector, open > 0 ? unwatchedText(sector, open, place) : unusedText(sector));
}
