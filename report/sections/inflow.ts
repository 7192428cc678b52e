import { scopeOf } from "../../shared/assessment/assessment.ts";
import type { Observation } from "../../shared/assessment/observation.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { calledMeasure } from "../../shared/policy/called-measure.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { wordsOf } from "../../shared/text/measure-words.ts";
import { percent } from "../../shared/text/share.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { type Bar, bars } from "../charts/bars.ts";
import { figure, svg } from "../figure.ts";
import { type Html, html } from "../html.ts";
import { observationOf, type SectorView, shownGroup } from "../sector-view.ts";
import { amount, share } from "../value.ts";
import { sourceOf } from "./source.ts";

const MOST_BARS = 10;

/** The observation of the worst open alert that looks through the tiers; `undefined` when there is none. */
export function worstLookThrough(view: SectorView): Observation | undefined {
  const found = view.open.flatMap((alert) => observationOf(view, alert) ?? []);
  const through = found.filter(({ inflow }) => inflow.length > 0);
  return through.find(({ group }) => group === null) ?? through[0];
}

/** The owners through whom what is at risk comes, in any tier. */
export function inflowFigure(view: SectorView): Html | null {
  const observation = worstLookThrough(view);
  const scope = observation && scopeOf(observation, view.assessment);
  if (observation === undefined || scope == null) return null;
  const { inflow, rule, group } = observation;
  const { sector, label } = view.policy;
  const { asOf, unit } = view.assessment;
  const nameOf = (key: string | null) => (key === null ? "an unknown owner" : view.nameOf(key));
  const of =
    group === null ? label : `${label}, ${oneLine(shownGroup(view, { group, by: rule.by }) ?? group)}`;
  const wording = wordingOf(view.policy);
  const { supply } = wording;
  const title = `${of}: ${wordsOf(calledMeasure(rule.measure, wording)).statistic(supply)}, by owner in any tier, as of ${dayText(asOf)}`;
  const shown = inflow
    .slice(0, MOST_BARS)
    .map(({ key, share: part }): Bar => ({ label: nameOf(key), certain: part, possible: part }));
  const left = inflow.slice(MOST_BARS);
  if (left.length > 0) {
    const rest = left.reduce((sum, one) => sum + one.share, 0);
    shown.push({
      label: `${counted(left.length)} ${noun(left.length, "other")}`,
      certain: rest,
      possible: rest,
    });
  }
  const [first] = inflow;
  const description = shown.map((bar) => `${bar.label}: ${percent(bar.certain)}`).join("; ");
  return figure({
    id: partId(sector, "through-whom"),
    message:
      first === undefined
        ? title
        : html`The largest part of what is certainly at risk comes through ${nameOf(first.key)}: ${share(first.share)} of ${supply}`,
    statistic: title,
    description,
    draw: (width, id) => {
      const { height, content } = bars(shown, width);
      return svg({ id, title, description }, { width, height }, content);
    },
    columns: [
      { head: "Owner", is: "text" },
      { head: "Amount at risk", is: "number" },
      { head: "Share", is: "number" },
    ],
    rows: inflow.map(({ key, share: part }) => ({
      cells: [nameOf(key), amount(part * scope.exposure, unit), share(part)],
    })),
    csv: {
      file: `${sector}-through-whom-${asOf}.csv`,
      columns: ["owner", "name", `exposure ${unit}`, "share"],
      rows: inflow.map(({ key, share: part }) => [key, nameOf(key), part * scope.exposure, part]),
    },
    source: sourceOf(view),
  });
}
