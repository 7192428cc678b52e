import { removedBy } from "../../shared/assessment/kinds/look-through.ts";
import type { Observation } from "../../shared/assessment/observation.ts";
import { groupsOf } from "../../shared/assessment/view.ts";
import { chainLines, sourceLines } from "../../shared/bulletin/sections/paths.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { inspectRemoval } from "../../shared/look-through/look-through.ts";
import { type FlowPlace, type LossFlow, lossFlow } from "../../shared/look-through/loss-flow.ts";
import { groupNameOf } from "../../shared/supply/scope.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { money } from "../../shared/text/money.ts";
import { setNames } from "../../shared/text/set-names.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { countryInText } from "../../shared/values/country-in-text.ts";
import { asMinor, toUnit } from "../../shared/values/exposure.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { gatherFlow } from "../charts/gathered-flow.ts";
import { flowDrawing, type NamedPlace } from "../charts/sankey.ts";
import { figure, svg } from "../figure.ts";
import { type Content, type Html, html } from "../html.ts";
import { assessedOf, type SectorView, shownGroup } from "../sector-view.ts";
import { amount } from "../value.ts";
import { worstLookThrough } from "./inflow.ts";
import { sourceOf } from "./source.ts";

/** How what is at risk gets in: the streams from what is removed to what is bought, and the largest chains with their sources. */
export function pathsSection(view: SectorView): Content {
  const assessed = assessedOf(view);
  const observation = worstLookThrough(view);
  if (assessed === null || observation === undefined) return null;
  const flow = flowOf(view, observation);
  return html`<h3 id="${partId(view.policy.sector, "paths")}">How it gets in</h3>
${flow !== null && flow.steps.length > 0 && flowFigure(view, observation, flow)}
<h4>The largest chains, and where they are written</h4>
<ul>${chainItems(view, observation)}</ul>`;
}

/** Each chain with its ties, and where its links are written. */
function chainItems(view: SectorView, { chains }: Observation): Html[] {
  return chains.map((one) => {
    const [chain, ...ties] = chainLines(one, view.assessment.unit, view);
    const more = [...ties, ...sourceLines([one])];
    return html`<li>${chain}${more.map((line) => html`<br><small>${line.trim()}</small>`)}</li>`;
  });
}

function flowOf(view: SectorView, { rule, group }: Observation): LossFlow | null {
  const assessed = assessedOf(view);
  if (assessed === null || rule.measure.kind !== "look-through") return null;
  const set = removedBy(rule.measure.of);
  const seen = assessed.viewFor(rule);
  const scope = groupsOf(seen, rule.by).find((one) => groupNameOf(one) === group);
  if (scope === undefined) return null;
  const [flow = null] = inspectRemoval([scope], set, seen.network, ({ cells }, risk) =>
    lossFlow(cells, set, seen.network, risk),
  );
  return flow;
}

// More places in one column are too many to follow.
const MOST_PLACES = 9;
const MOST_STEPS = 60;

function flowFigure(view: SectorView, { rule, group }: Observation, flow: LossFlow): Html {
  const { sector, label } = view.policy;
  const { asOf, unit } = view.assessment;
  const inUnit = (exposure: number) => toUnit(asMinor(exposure), unit);
  const drawn = gatherFlow(flow, MOST_PLACES);
  const named = new Map(
    drawn.places.map(({ id, stands, exposure }): [string, NamedPlace] => {
      const [first, ...others] = stands;
      const label =
        first === undefined || others.length > 0
          ? `${counted(stands.length)} others`
          : placeName(view, first);
      return [id, { id, label, value: money(inUnit(exposure), unit), isRemoved: stands.every(stops) }];
    }),
  );
  const nameOf = (id: string) => named.get(id)?.label ?? "";
  const steps = [...drawn.steps].sort((a, b) => b.exposure - a.exposure);
  const [largest] = steps;
  const of = rule.measure.kind === "look-through" ? setNames(rule.measure.of, view.nameOf) : "";
  const where =
    group === null ? label : `${label}, ${oneLine(shownGroup(view, { group, by: rule.by }) ?? group)}`;
  const title = `What ${where} certainly loses if nothing comes from ${of} any more, as of ${dayText(asOf)}`;
  const told = steps
    .slice(0, 12)
    .map(({ from, to, exposure }) => `${nameOf(from)} to ${nameOf(to)}: ${money(inUnit(exposure), unit)}`);
  const description = `Streams from what is removed, at the left, to the items of the sector, at the right. ${told.join("; ")}`;
  return figure({
    id: partId(sector, "streams"),
    message:
      largest === undefined
        ? title
        : html`The largest stream runs from ${nameOf(largest.from)} to ${nameOf(largest.to)}: ${amount(inUnit(largest.exposure), unit)}`,
    statistic: title,
    description,
    size: "fixed",
    draw: (width, id) => {
      const { height, content } = flowDrawing(drawn, named, width);
      return svg({ id, title, description }, { width, height }, content);
    },
    legend: html`<p class="source">What stops is red and at the left; the items of the sector are at the right.</p>${rings(view, flow)}`,
    columns: [
      { head: "From", is: "text" },
      { head: "To", is: "text" },
      { head: "Amount lost", is: "number" },
    ],
    rows: steps.slice(0, MOST_STEPS).map(({ from, to, exposure }) => ({
      cells: [nameOf(from), nameOf(to), amount(inUnit(exposure), unit)],
    })),
    csv: {
      file: `${sector}-streams-${asOf}.csv`,
      columns: ["from", "to", `exposure ${unit}`],
      rows: steps.map(({ from, to, exposure }) => [nameOf(from), nameOf(to), inUnit(exposure)]),
    },
    source: sourceOf(view),
  });
}

/** Whether nothing comes from a place any more, or it is a country of which nothing comes. */
function stops(place: FlowPlace): boolean {
  return place.kind === "origin" || (place.kind === "supplier" && place.isRemoved);
}

function placeName(view: SectorView, place: FlowPlace): string {
  if (place.kind === "item") return view.itemOf(place.key);
  if (place.kind === "origin") return `made in ${countryInText(place.key)}`;
  const [first = null, ...others] = place.keys;
  const name = first === null ? "unknown supplier" : view.nameOf(first);
  return others.length === 0 ? name : `${name} and ${counted(others.length)} more, a ring`;
}

const MOST_MEMBERS = 20;

/** Suppliers that supply each other are one place of the drawing, and this is said. */
function rings(view: SectorView, { places }: LossFlow): Content {
  const found = [...places.values()].flatMap((place) =>
    place.kind === "supplier" && place.keys.length > 1 ? [place.keys] : [],
  );
  return found.map((keys) => {
    const names = keys
      .slice(0, MOST_MEMBERS)
      .map((key) => (key === null ? "an unknown supplier" : view.nameOf(key)));
    const more = keys.length - names.length;
    return html`<p>These supply each other in a ring, so they are one place in the drawing: ${names.join(", ")}${more > 0 && ` and ${counted(more)} more ${noun(more, "supplier")}`}.</p>`;
  });
}
