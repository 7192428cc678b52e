import { isBroken } from "../../shared/policy/policies.ts";
import { placeFlag } from "../../shared/text/command.ts";
import { unreadableSummaries } from "../../shared/text/unreadable.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { type Content, type Html, html } from "../html.ts";
import type { ReportInput, SectorInput } from "../reported.ts";
import { type SectorView, sectorView } from "../sector-view.ts";
import { fixSection } from "./fix.ts";
import { headOf } from "./head.ts";
import { holdersSection } from "./holders.ts";
import { howSureSection } from "./how-sure.ts";
import { overLimitSection } from "./over-limit.ts";
import { overTimeSection } from "./over-time.ts";
import { pathsSection } from "./paths.ts";
import { rowsSection } from "./rows.ts";
import { whySection } from "./why.ts";

const LONGEST_PROBLEM = 500;

/** One sector, in the order of a reader's questions. */
export function sectorSection(reported: SectorInput, around: Pick<ReportInput, "place" | "live">): Html {
  const { place } = around;
  const { policy } = reported;
  if ("problem" in reported)
    return broken(policy.sector, `It could not be read: ${lineOf(reported.problem, LONGEST_PROBLEM)}`);
  if (isBroken(policy)) {
    return broken(
      policy.sector,
      `It is not watched, because its policy cannot be used: ${lineOf(policy.problem, LONGEST_PROBLEM)}`,
    );
  }
  const { assessment, ledger } = reported;
  if (assessment === null) {
    const gone =
      ledger.lastAssessment === null ? "It was never assessed." : "Its last assessment is no longer stored.";
    return broken(
      policy.sector,
      `${gone} To assess it: npx chokepoint recompute --sector ${policy.sector}${placeFlag(place)}`,
    );
  }
  const view = sectorView(reported, policy, assessment, around);
  return section(
    policy.sector,
    html`${headOf(view)}
${unexplained(view)}
${unreadPast(view)}
${overLimitSection(view)}
${overTimeSection(view)}
${holdersSection(view)}
${pathsSection(view)}
${fixSection(view)}
${howSureSection(view)}
${whySection(view)}
${rowsSection(view)}`,
  );
}

function broken(sector: string, problem: string): Html {
  return section(
    sector,
    html`<header><h2 id="${sector}-name">${sector}</h2></header><p class="note">${problem}</p>`,
  );
}

function section(sector: string, content: Content): Html {
  return html`<section class="sector" id="${sector}" aria-labelledby="${sector}-name">
${content}
</section>
`;
}

function unreadPast({ reported: { unreadable } }: SectorView): Content {
  if (unreadable === 0) return null;
  return html`<p class="note">${unreadableSummaries({ count: unreadable, first: [] })}: nothing of them is shown.</p>`;
}

const WHY_UNEXPLAINED = {
  "never-assessed": "It was never assessed.",
  "broken-policy": "Its policy cannot be used.",
  "changed-since":
    "What is stored has changed since this assessment (rows, policy or version). Figures are those of the assessment; what explains them is left out until the sector is recomputed:",
  "too-large":
    "It is too large to be read anew for this page. What explains the figures is in the e-mails, and on the page of",
};

/** Why the page explains less than it could. */
function unexplained({ explained, policy, place }: SectorView): Content {
  if (!("problem" in explained)) return null;
  const command = explained.problem === "too-large" ? "report" : "recompute";
  return html`<p class="note">${WHY_UNEXPLAINED[explained.problem]} <code>npx chokepoint ${command} --sector ${policy.sector}${placeFlag(place)}</code></p>`;
}
