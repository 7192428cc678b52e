import type { BesideFigures } from "../../shared/benchmark/beside.ts";
import type { Comparison, Side } from "../../shared/benchmark/compare.ts";
import { partId } from "../../shared/contract/page-place.ts";
import { LONGEST_POLICY_TITLE } from "../../shared/policy/bounds.ts";
import { alertName, alertNameToday } from "../../shared/text/alert-name.ts";
import { benchmarkNotes, comparedPhrase, itemsText, notComparedText } from "../../shared/text/beside.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { nameList } from "../../shared/text/name-list.ts";
import { daysTold } from "../../shared/text/window.ts";
import { countryInText } from "../../shared/values/country-in-text.ts";
import type { Cell } from "../../shared/values/csv.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { lineOf, oneLine } from "../../shared/values/one-line.ts";
import { csvLink } from "../figure.ts";
import { type Content, type Html, html } from "../html.ts";
import { ruleOf, type SectorView } from "../sector-view.ts";
import { type TableRow, table } from "../table.ts";
import { amounts, dayShown, measured } from "../value.ts";

/** What stands beside the sector in its benchmark; nothing without one. */
export function besideSection(view: SectorView): Content {
  const { beside } = view.reported;
  if (beside === null) return null;
  const title = html`<h3 id="${partId(view.policy.sector, "beside")}">Beside the market</h3>`;
  if ("lack" in beside) return html`${title}<p>${notComparedText(beside)}</p>`;
  if (beside.comparisons.length === 0)
    return html`${title}<p>Nothing is compared with ${nameOf(beside)}: no rule asks where goods are made that both have.</p>`;
  return html`${title}
${comparedTable(view, beside)}
${notesOf(view, beside)}`;
}

function nameOf({ title }: BesideFigures): string {
  return lineOf(title, LONGEST_POLICY_TITLE);
}

function comparedTable(view: SectorView, beside: BesideFigures): Html {
  const { sector, label } = view.policy;
  return table(
    partId(sector, "compared"),
    `${label}, as of ${dayText(view.assessment.asOf)}, beside ${nameOf(beside)}, as of ${dayText(beside.asOf)}`,
    [
      { head: "What", is: "text" },
      { head: "Value", is: "number" },
      { head: "Of", is: "number" },
    ],
    beside.comparisons.flatMap((comparison) => rowsOf(view, beside, comparison)),
  );
}

/** Two rows: on a phone, the second of two columns would not be seen. */
function rowsOf({ policy, assessment }: SectorView, beside: BesideFigures, one: Comparison): TableRow[] {
  const phrase = comparedPhrase(one.measure);
  const row = (whose: string, items: string, { observed, exposure }: Side, unit: Unit): TableRow => ({
    cells: [`${phrase}: ${whose}, ${items}`, measured(one.measure, observed), amounts(exposure, unit)],
  });
  return [
    row(policy.label, itemsText(one.ours, beside, "ours"), one.ours, assessment.unit),
    row(nameOf(beside), itemsText(one.theirs, beside, "theirs"), one.theirs, beside.unit),
  ];
}

/** On which days both are, what is left out, and what must be known of the benchmark. */
function notesOf(view: SectorView, beside: BesideFigures): Html {
  const { policy, assessment } = view;
  const { windowDays, windowEnd, originsExcept = [] } = beside;
  const theirs = new Set(
    beside.comparisons.flatMap(({ theirs }) =>
      theirs.items.map((item) => oneLine(beside.itemTitles?.theirs[item] ?? item)),
    ),
  );
  const file = csvLink({
    columns: COLUMNS,
    rows: beside.comparisons.flatMap((one) => csvRows(view, beside, one)),
  });
  return html`<p>${policy.label}: ${daysTold(assessment)}. ${nameOf(beside)}, ${nameList([...theirs])}: ${windowDays} days to ${dayShown(windowEnd)}.
${originsExcept.length > 0 && html`What is made in ${nameList(originsExcept.map(countryInText))} is left out of both; goods of unknown origin may be made there too.`}
${benchmarkNotes(beside, assessment.asOf).join(" ")}</p>
<p class="source">Source: assessments <code>${assessment.id}</code> and <code>${beside.assessment}</code>. <a class="csv" download="${policy.sector}-beside-${assessment.asOf}.csv" href="${file}">Download CSV</a></p>`;
}

const COLUMNS = [
  "sector",
  "measure",
  "items",
  "lower",
  "upper",
  "exposureLower",
  "exposureUpper",
  "unit",
  "asOf",
  "windowDays",
  "windowEnd",
  "assessment",
  "rules",
  "ruleTitles",
];

function csvRows(
  view: SectorView,
  beside: BesideFigures,
  { measure, rules, ours, theirs }: Comparison,
): Cell[][] {
  const names = rules.map((rule) => alertName(undefined, rule)).join("; ");
  const titles = rules.map((one) => alertNameToday(ruleOf(view, one.rule), one, view.itemOf)).join("; ");
  const both = [
    { ...view.assessment, assessment: view.assessment.id, side: ours },
    { ...beside, side: theirs },
  ];
  return both.map(({ sector, side, unit, asOf, windowDays, windowEnd, assessment }) => [
    ...[sector, comparedPhrase(measure), side.items.join(" "), side.observed.lower, side.observed.upper],
    ...[
      side.exposure.lower,
      side.exposure.upper,
      unit,
      asOf,
      windowDays,
      windowEnd,
      assessment,
      names,
      titles,
    ],
  ]);
}
