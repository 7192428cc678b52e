import { worse } from "../shared/policy/level.ts";
import { isBroken } from "../shared/policy/policies.ts";
import { whereToRun } from "../shared/text/command.ts";
import { RANGE_MEANT } from "../shared/text/measured-value.ts";
import { momentText } from "../shared/values/day.ts";
import { lineOf } from "../shared/values/one-line.ts";
import { PATTERNS } from "./charts/patterns.ts";
import { documentOf } from "./document.ts";
import { type Html, html } from "./html.ts";
import type { ReportedSector, ReportInput, SectorInput, UnwatchedSector } from "./reported.ts";
import { standingMark, unseenOf } from "./sections/level.ts";
import { sectorSection } from "./sections/sector.ts";
import { unwatchedSections } from "./sections/without-figures.ts";

/** The report: one page of HTML that needs nothing else. */
export function reportPage(input: ReportInput): string {
  const { sectors, unwatched, madeAt, version, live } = input;
  const names = sectors.map(nameOf).join(", ");
  return documentOf(
    `Chokepoint: ${names}`,
    html`<a class="skip" href="#content">Skip to the sectors</a>
${PATTERNS}
<header>
<h1>Chokepoint report</h1>
<p class="faint">Made on ${momentText(madeAt)} by Chokepoint ${version}. ${RANGE_MEANT}</p>
${live?.navigation}
<nav aria-label="Sectors"><ul>${sectors.map(sectorLink)}${"problem" in unwatched ? null : unwatched.map(unwatchedLink)}</ul></nav>
</header>
<main id="content">
${sectors.map((sector) => sectorSection(sector, input))}
${unwatchedSections(unwatched, input.place)}
</main>
<footer><p class="faint">${whereToRun(input.place)}</p></footer>`,
    live === undefined ? "none" : "self",
  );
}

function sectorLink(sector: SectorInput): Html {
  return html`<li><a href="#${sector.policy.sector}">${nameOf(sector)}</a> ${"problem" in sector ? "not readable" : standing(sector)}</li>`;
}

function standing(sector: ReportedSector): Html {
  const worst = sector.ledger.alerts.map(({ level }) => level).reduce(worse, "none");
  const isUnwatched = isBroken(sector.policy) && worst !== "none";
  return html`${standingMark(worst, unseenOf(sector))}${isUnwatched && " not watched"}`;
}

function unwatchedLink({ sector }: UnwatchedSector): Html {
  return html`<li><a href="#${sector}">${sector}</a> not watched</li>`;
}

const LONGEST_LABEL = 60;

function nameOf({ policy }: SectorInput): string {
  return isBroken(policy) ? policy.sector : lineOf(policy.label, LONGEST_LABEL);
}
