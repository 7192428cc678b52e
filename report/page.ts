import { worse } from "../shared/policy/level.ts";
import { isBroken } from "../shared/policy/policies.ts";
import { momentText } from "../shared/values/day.ts";
import { lineOf } from "../shared/values/one-line.ts";
import { PATTERNS } from "./charts/patterns.ts";
import { documentOf } from "./document.ts";
import { type Html, html } from "./html.ts";
import type { ReportInput, SectorInput } from "./reported.ts";
import { levelMark } from "./sections/level.ts";
import { sectorSection } from "./sections/sector.ts";

/** The report: one page of HTML that needs nothing else. */
export function reportPage(input: ReportInput): string {
  const { sectors, madeAt, version, live } = input;
  const names = sectors.map(nameOf).join(", ");
  return documentOf(
    `Chokepoint: ${names}`,
    html`<a class="skip" href="#content">Skip to the sectors</a>
${PATTERNS}
<header>
<h1>Chokepoint report</h1>
<p class="faint">Made on ${momentText(madeAt)} by Chokepoint ${version}. A range runs from what is certain to what is possible with everything unknown against us.</p>
${live?.navigation}
<nav aria-label="Sectors"><ul>${sectors.map(sectorLink)}</ul></nav>
</header>
<main id="content">
${sectors.map((sector) => sectorSection(sector, input))}
</main>`,
    live === undefined ? "none" : "self",
  );
}

function sectorLink(sector: SectorInput): Html {
  const level =
    "problem" in sector ? null : sector.ledger.alerts.map((alert) => alert.level).reduce(worse, "none");
  return html`<li><a href="#${sector.policy.sector}">${nameOf(sector)}</a> ${level === null ? "not readable" : levelMark(level)}</li>`;
}

const LONGEST_LABEL = 60;

function nameOf({ policy }: SectorInput): string {
  return isBroken(policy) ? policy.sector : lineOf(policy.label, LONGEST_LABEL);
}
