import { measuredSector } from "../../shared/assessment/assessment.ts";
import type { FacetMeasures, MeasuredScope } from "../../shared/assessment/scope-measures.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import type { Facet } from "../../shared/supply/facet-totals.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { facetNouns } from "../../shared/text/facet-nouns.ts";
import { keyInText } from "../../shared/text/key-name.ts";
import { percent } from "../../shared/text/share.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { displayName } from "../../shared/values/one-line.ts";
import { type Bar, bars } from "../charts/bars.ts";
import { legendItem } from "../charts/patterns.ts";
import { figure, svg } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { SectorView } from "../sector-view.ts";
import { amount, count, share } from "../value.ts";
import { inflowFigure } from "./inflow.ts";
import { sourceOf } from "./source.ts";

const FACETS = ["owner", "origin", "control", "supplier"] as const;
const MOST_BARS = 8;
const MOST_ROWS = 50;

/** Who the sector hangs on: through all tiers, and by each facet of what is bought. */
export function holdersSection(view: SectorView): Html {
  const { sector } = view.policy;
  const scope = measuredSector(view.assessment);
  const title = html`<h3 id="${partId(sector, "who")}">Who it hangs on</h3>`;
  if (scope === null) return html`${title}<p>No position lies in the window.</p>`;
  return html`${title}
${inflowFigure(view)}
<div class="figures">
${FACETS.map((facet) => facetFigure(view, scope, facet))}</div>`;
}

function facetFigure(view: SectorView, scope: MeasuredScope, facet: Facet): Html {
  const { sector, label } = view.policy;
  const { asOf, unit } = view.assessment;
  const measures = scope.facets[facet];
  const { one } = facetNouns[facet];
  const { supply } = wordingOf(view.policy);
  const title = `${label}: share of ${supply} by ${one}, as of ${dayText(asOf)}`;
  const shown = barsOf(measures);
  const description = shown.map((bar) => `${bar.label}: ${percent(bar.possible)}`).join("; ");
  const unknown = measures.unknown * scope.exposure;
  return figure({
    id: partId(sector, `by-${facet}`),
    message: messageOf(measures, facet, supply),
    statistic: title,
    size: "half",
    description,
    draw: (width, id) => {
      const { height, content } = bars(shown, width);
      return svg({ id, title, description }, { width, height }, content);
    },
    legend:
      measures.unknown > 0 &&
      html`<ul class="legend">${legendItem("certain", "known")}${legendItem("unknown", `${one} not known`)}</ul>`,
    columns: [
      { head: capital(one), is: "text" },
      { head: "Amount", is: "number" },
      { head: "Share", is: "number" },
    ],
    rows: [
      ...measures.keys.slice(0, MOST_ROWS).map(({ key, name, exposure, share: part }) => ({
        cells: [displayName(name, key), amount(exposure, unit), share(part)],
      })),
      ...moreRows(measures, unit),
      ...(measures.unknown > 0
        ? [{ cells: ["unknown", amount(unknown, unit), share(measures.unknown)] }]
        : []),
    ],
    csv: {
      file: `${sector}-by-${facet}-${asOf}.csv`,
      columns: ["key", "name", `exposure ${unit}`, "share"],
      rows: [
        ...measures.keys.map(({ key, name, exposure, share: part }) => [key, name, exposure, part]),
        ...(measures.more === undefined
          ? []
          : [["", `${measures.more.keys} more`, measures.more.exposure, measures.more.share]]),
        ...(measures.unknown > 0 ? [["", "unknown", unknown, measures.unknown]] : []),
      ],
    },
    source: sourceOf(view),
  });
}

function moreRows({ keys, more }: FacetMeasures, unit: SectorView["assessment"]["unit"]) {
  const left = keys.slice(MOST_ROWS);
  const many = left.length + (more?.keys ?? 0);
  if (many === 0) return [];
  const exposure = left.reduce((sum, one) => sum + one.exposure, more?.exposure ?? 0);
  const part = left.reduce((sum, one) => sum + one.share, more?.share ?? 0);
  return [{ cells: [html`${count(many)} more`, amount(exposure, unit), share(part)] }];
}

/** The largest keys, the others as one, and what is not known. */
function barsOf({ keys, unknown, more }: FacetMeasures): Bar[] {
  const bar = (label: string, part: number): Bar => ({ label, certain: part, possible: part });
  // One other stands for itself.
  const most = more === undefined && keys.length === MOST_BARS + 1 ? keys.length : MOST_BARS;
  const left = keys.slice(most);
  const others = left.length + (more?.keys ?? 0);
  const rest = left.reduce((sum, one) => sum + one.share, more?.share ?? 0);
  return [
    ...keys.slice(0, most).map(({ key, name, share: part }) => bar(displayName(name, key), part)),
    ...(others > 0 ? [bar(`${counted(others)} ${noun(others, "other")}`, rest)] : []),
    ...(unknown > 0 ? [{ label: "unknown", certain: 0, possible: unknown, isUnknown: true as const }] : []),
  ];
}

function messageOf({ keys, unknown }: FacetMeasures, facet: Facet, supply: string): Html {
  const { one, many } = facetNouns[facet];
  const [first, second] = keys;
  const who = ({ key, name }: (typeof keys)[number]) => keyInText(facet, key, () => displayName(name, key));
  if (first === undefined) return html`No ${one} is known: ${share(unknown)} of ${supply}`;
  const next = second === undefined ? null : html`, ${who(second)} has ${share(second.share)}`;
  return html`${capital(many)}: ${who(first)} has ${share(first.share)}${next}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
