import type { Alert } from "../../shared/alerts/alert.ts";
import { measuredSector } from "../../shared/assessment/assessment.ts";
import type { NamedRemoval } from "../../shared/assessment/scope-measures.ts";
import { alertId, partId } from "../../shared/contract/page-place.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { callOf, placeFlag } from "../../shared/text/command.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { placedText } from "../../shared/text/placed.ts";
import { removalInText } from "../../shared/text/removal-in-text.ts";
import { percent, shareRange } from "../../shared/text/share.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { displayName } from "../../shared/values/one-line.ts";
import { type Bar, bars } from "../charts/bars.ts";
import { legendItem } from "../charts/patterns.ts";
import { figure, svg } from "../figure.ts";
import { type Content, type Html, html } from "../html.ts";
import { alertTitle, ruleOf, type SectorView } from "../sector-view.ts";
import { unbroken } from "../unbroken.ts";
import { amounts, shares } from "../value.ts";
import { unseenOf } from "./level.ts";
import { recoveryColumns } from "./recovery-columns.ts";
import { remedyCommandOf, remedyOf } from "./remedy.ts";
import { runbookHtml } from "./runbook.ts";
import { sourceOf } from "./source.ts";
import { isUnexplained, NOT_WORKED_OUT } from "./unexplained.ts";

const MOST_BARS = 10;
const MOST_ROWS = 50;

/** The smallest move for each open alert, and what is lost if one owner, country or place stops. */
export function fixSection(view: SectorView): Html {
  const { sector } = view.policy;
  const remedies = view.open.flatMap((alert) => {
    const remedy = remedyOf(view, alert);
    const runbook = ruleOf(view, alert.rule)?.runbook;
    return remedy === null && runbook === undefined ? [] : { alert, remedy, runbook };
  });
  return html`<h3 id="${partId(sector, "fix")}">What would fix it</h3>
${remedies.length > 0 ? html`<ul>${remedies.map(({ alert, remedy, runbook }) => html`<li><a href="#${alertId(sector, alert)}">${alertTitle(view, alert)}</a>: ${unbroken(remedy ?? "")}${runbook !== undefined && html`<br>${runbookHtml(runbook)}`}${triedOut(view, alert)}</li>`)}</ul>` : html`<p>${noRemedy(view)}</p>`}
${removalFigure(view)}`;
}

/** The command that tries the move of a remedy. */
function triedOut(view: SectorView, alert: Alert): Html[] {
  return remedyCommandOf(view, alert).map(
    ({ purpose, command }) => html`<br>${purpose} <code>${command}</code>`,
  );
}

function noRemedy(view: SectorView): string {
  if (view.open.length === 0) {
    return unseenOf(view.reported) === null
      ? "No alert is open, so nothing has to move."
      : "No alert is known to be open.";
  }
  return isUnexplained(view)
    ? NOT_WORKED_OUT
    : `No move of ${wordingOf(view.policy).supply} is known that clears an open alert. Where a limit is only possibly crossed, what is unknown decides it.`;
}

/** What is lost if one owner, one supplier of unknown owner, one country or one place stops. */
function removalFigure(view: SectorView): Content {
  const scope = measuredSector(view.assessment);
  const [worst] = scope?.removals ?? [];
  if (scope === null || worst === undefined) return null;
  const { sector, label } = view.policy;
  const { supply } = wordingOf(view.policy);
  const { asOf, unit } = view.assessment;
  const { removals } = scope;
  const shown = removals
    .slice(0, MOST_BARS)
    .map((one): Bar => ({ label: removalName(one), certain: one.loss.lower, possible: one.loss.upper }));
  const title = `${label}: share of ${supply} that is no longer delivered if one owner, supplier or country stops, as of ${dayText(asOf)}`;
  const description = shown.map((bar) => `${bar.label}: ${shareRange(bar.certain, bar.possible)}`).join("; ");
  const worth = ({ loss }: NamedRemoval) => ({
    lower: loss.lower * scope.exposure,
    upper: loss.upper * scope.exposure,
  });
  const recovery = recoveryColumns(removals, unit);
  const more = removals.length - MOST_ROWS + (scope.moreRemovals ?? 0);
  return figure({
    id: partId(sector, "what-if"),
    message: html`Certainly no longer delivered if ${stopperInText(worst)} stops: ${percent(worst.loss.lower)} of ${supply}`,
    statistic: title,
    description,
    draw: (width, id) => {
      const { height, content } = bars(shown, width);
      return svg({ id, title, description }, { width, height }, content);
    },
    legend: html`<ul class="legend">${legendItem("certain", "certainly lost")}${legendItem("possible", "possibly lost as well")}</ul>
${placedText(scope.placed ?? {}).map(
  (line) => html`<p class="source">${line}</p>
`,
)}${recovery.note}<p class="source">Try any other: <code>${callOf(view.place)} simulate --sector ${sector} --remove ${worst.kind}:${shellWord(worst.key)} --as-of ${asOf}${placeFlag(view.place)}</code></p>`,
    columns: [
      { head: "Stops", is: "text" },
      { head: "Kind" },
      { head: "Lost", is: "number" },
      { head: "Amount lost", is: "number" },
      ...recovery.heads,
    ],
    rows: [
      ...removals.slice(0, MOST_ROWS).map((one) => ({
        cells: [
          ...[removalName(one), one.kind, shares(one.loss), amounts(worth(one), unit)],
          ...recovery.cells(one),
        ],
      })),
      ...(more > 0
        ? [
            {
              cells: [
                ...[`${counted(more)} more ${noun(more, "removal")}`, "", "", ""],
                ...recovery.heads.map(() => ""),
              ],
            },
          ]
        : []),
    ],
    csv: {
      file: `${sector}-what-if-${asOf}.csv`,
      columns: [
        ...["kind", "key", "name", "loss lower", "loss upper", `lower ${unit}`, `upper ${unit}`],
        ...recovery.csvColumns,
      ],
      rows: removals.map((one) => [
        one.kind,
        one.key,
        one.name,
        one.loss.lower,
        one.loss.upper,
        worth(one).lower,
        worth(one).upper,
        ...recovery.csv(one),
      ]),
    },
    source: sourceOf(view),
  });
}

function removalName({ name, key, kind }: NamedRemoval): string {
  return kind === "supplier" ? `${displayName(name, key)} (owner unknown)` : displayName(name, key);
}

function stopperInText(removal: NamedRemoval): string {
  return removal.kind === "country" ? removalInText(removal) : removalName(removal);
}
