import type { HistoryRecord } from "../../shared/alerts/history.ts";
import { alertId, partId } from "../../shared/contract/page-place.ts";
import { calledMeasure } from "../../shared/policy/called-measure.ts";
import { isSameMeasure } from "../../shared/policy/definition.ts";
import { limitsOf } from "../../shared/policy/limits.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { limitPhrase, limitText } from "../../shared/text/limit.ts";
import { wordsOf } from "../../shared/text/measure-words.ts";
import { rangeText } from "../../shared/text/measured-value.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { legendItem } from "../charts/patterns.ts";
import { type TrendPoint, trend } from "../charts/trend.ts";
import { figure, svg } from "../figure.ts";
import { type Html, html } from "../html.ts";
import { alertTitle, type SectorView, shownGroup } from "../sector-view.ts";
import { rulesOverTime } from "../shown-alerts.ts";
import { dayShown, measured } from "../value.ts";
import { sourceOf } from "./source.ts";

// A rule with an alert for each item may have very many.
const MOST_FIGURES = 6;

/** How the worst measures developed: stored values, before the first of them computed ones, limits, and what happened. */
export function overTimeSection(view: SectorView): Html {
  const { policy, reported, open } = view;
  const shown = rulesOverTime(policy, reported.ledger).flatMap((rule) => {
    const groups = open.flatMap((alert) => (alert.rule === rule.id ? [alert.group] : []));
    return (groups.length > 0 ? groups : [null]).map((group) => ({ rule, group }));
  });
  const figures = shown.slice(0, MOST_FIGURES).flatMap((one) => trendFigure(view, one) ?? []);
  return html`<h3 id="${partId(policy.sector, "over-time")}">How it developed</h3>
${
  figures.length === 0
    ? html`<p>No value is stored.</p>`
    : html`<div class="figures">
${figures}</div>`
}`;
}

interface Shown {
  rule: Rule;
  group: string | null;
}

/** The points of a rule: the last stored value of each day, and computed ones of the days before the first of them. */
function pointsOf({ reported }: SectorView, { rule, group }: Shown): TrendPoint[] {
  const stored = new Map<string, TrendPoint & { assessedAt: string }>();
  for (const { asOf, assessedAt, rules } of reported.summaries) {
    const found = rules.find(
      (one) => one.rule === rule.id && one.group === group && isSameMeasure(one.measure, rule.measure),
    );
    if (found?.observed == null || (stored.get(asOf)?.assessedAt ?? "") > assessedAt) continue;
    stored.set(asOf, { asOf, assessedAt, ...found.observed, isComputed: false });
  }
  const computed = reported.computed.flatMap(({ asOf, observed, ...of }) =>
    of.rule === rule.id && of.group === group && observed !== null && !stored.has(asOf)
      ? [{ asOf, ...observed, isComputed: true }]
      : [],
  );
  return [...computed, ...stored.values()].sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
}

function trendFigure(view: SectorView, shown: Shown): Html | null {
  const { rule, group } = shown;
  const { sector, label } = view.policy;
  const { measure } = rule;
  const points = pointsOf(view, shown);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const { side, limits } = limitsOf(rule);
  const lines = (["warning", "critical"] as const).flatMap((level) => {
    const value = limits[level];
    return value === undefined
      ? []
      : { level, value, text: `${level}: ${limitPhrase(measure, value, side, limits.atLimit)}` };
  });
  const events = eventsOf(view, shown, first.asOf);
  const isOneDay = first.asOf === last.asOf;
  const of =
    group === null ? label : `${label}, ${oneLine(shownGroup(view, { group, by: rule.by }) ?? group)}`;
  const days = isOneDay ? dayText(last.asOf) : `${dayText(first.asOf)} to ${dayText(last.asOf)}`;
  const title = `${of}: ${wordsOf(calledMeasure(measure, wordingOf(view.policy))).statistic(wordingOf(view.policy).supply)}, ${days}`;
  const values = (isOneDay ? [last] : [first, last]).map(
    (point) => `${rangeText(measure, point)} on ${dayText(point.asOf)}`,
  );
  const description = `${values.join(", ")}; ${lines.map(({ text }) => text).join(", ")}.`;
  const hasComputed = points.some(({ isComputed }) => isComputed);
  return figure({
    id: `${alertId(sector, { rule: rule.id, group })}/over-time`,
    message: html`${alertTitle(view, { ...rule, group })}: ${measured(measure, last)}${
      isOneDay
        ? html` on ${dayShown(last.asOf)}`
        : html` (${dayShown(last.asOf)}), was ${measured(measure, first)} (${dayShown(first.asOf)})`
    }`,
    statistic: title,
    description,
    size: "half",
    draw: (width, id) => {
      const { height, content } = trend(
        { points, limits: lines, events, tick: (value) => limitText(measure, value) },
        width,
      );
      return svg({ id, title, description }, { width, height }, content);
    },
    legend: html`<ul class="legend">${legendItem("certain", "certain")}${legendItem("possible", "possible")}<li>● at the time</li>${hasComputed && html`<li>○ computed later, from the positions of today</li>`}${events.map(({ letter, text }) => html`<li><b>${letter}</b> ${text}</li>`)}</ul>`,
    columns: [{ head: "As of" }, { head: "Value", is: "number" }, { head: "How" }],
    rows: points.map((point) => ({ cells: [point.asOf, measured(measure, point), howOf(point)] })),
    csv: {
      file: `${sector}-${rule.id}-over-time.csv`,
      columns: ["as of", "lower", "upper", "how"],
      rows: points.map((point) => [point.asOf, point.lower, point.upper, howOf(point)]),
    },
    source: sourceOf(view),
  });
}

function howOf({ isComputed }: TrendPoint): string {
  return isComputed ? "computed" : "stored";
}

const LETTERS: Partial<Record<HistoryRecord["event"], string>> = {
  raised: "R",
  worsened: "W",
  eased: "E",
  resolved: "S",
  "rule-changed": "C",
};

/** What happened to the alert since a day, but for reminders. Letters of one day stand together. */
function eventsOf({ reported: { events } }: SectorView, { rule, group }: Shown, from: string) {
  const told = events.filter((one) => one.rule === rule.id && one.group === group && one.asOf >= from);
  const byDay = Map.groupBy(told, ({ asOf }) => asOf);
  return [...byDay].flatMap(([asOf, ofDay]) => {
    const letters = [...new Set(ofDay.flatMap(({ event }) => LETTERS[event] ?? []))];
    const words = [...new Set(ofDay.flatMap(({ event }) => (LETTERS[event] === undefined ? [] : event)))];
    return letters.length === 0
      ? []
      : [{ asOf, letter: letters.join(""), text: `${words.join(", ")} on ${dayText(asOf)}` }];
  });
}
