import { isBroken } from "../../shared/policy/policies.ts";
import { unreadableSummaries } from "../../shared/text/unreadable.ts";
import { type Content, type Html, html } from "../html.ts";
import type { ReportInput, SectorInput } from "../reported.ts";
import { type SectorView, sectorView } from "../sector-view.ts";
import { besideSection } from "./beside.ts";
import { citation } from "./citation.ts";
import { fixSection } from "./fix.ts";
import { headOf } from "./head.ts";
import { holdersSection } from "./holders.ts";
import { howSureSection } from "./how-sure.ts";
import { overLimitSection } from "./over-limit.ts";
import { overTimeSection } from "./over-time.ts";
import { pairsSection } from "./pairs.ts";
import { pathsSection } from "./paths.ts";
import { rowsSection } from "./rows.ts";
import { sectorFrame } from "./sector-frame.ts";
import { whySection } from "./why.ts";
import { brokenSection, unassessedSection, unreadSection } from "./without-figures.ts";

/** One sector, in the order of a reader's questions. */
export function sectorSection(reported: SectorInput, around: Pick<ReportInput, "place" | "live">): Html {
  const { place } = around;
  const { policy } = reported;
  if ("problem" in reported) return unreadSection(policy.sector, reported.problem);
  if (isBroken(policy)) return brokenSection(policy, reported, place);
  const { assessment } = reported;
  if (assessment === null) return unassessedSection(policy.sector, reported, place);
  const view = sectorView(reported, policy, assessment, around);
  return sectorFrame(
    policy.sector,
    html`${headOf(view)}
${unreadPast(view)}
${overLimitSection(view)}
${overTimeSection(view)}
${holdersSection(view)}
${besideSection(view)}
${pathsSection(view)}
${fixSection(view)}
${pairsSection(view)}
${howSureSection(view)}
${whySection(view)}
${rowsSection(view)}
${citation(view)}`,
  );
}

function unreadPast({ reported: { unreadable } }: SectorView): Content {
  if (unreadable === 0) return null;
  return html`<p class="note">${unreadableSummaries({ count: unreadable, first: [] })}: nothing of them is shown.</p>`;
}
