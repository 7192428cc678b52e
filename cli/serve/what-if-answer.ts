import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Content, type Html, html } from "../../report/html.ts";
import { recoveryColumns } from "../../report/sections/recovery-columns.ts";
import { table } from "../../report/table.ts";
import { amount, dayShown, measured, shares } from "../../report/value.ts";
import type { ChangedRule } from "../../shared/assessment/changed-rules.ts";
import { groupTitle, type ItemOf } from "../../shared/policy/item-names.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { titleName } from "../../shared/text/alert-name.ts";
import { chainText } from "../../shared/text/chain.ts";
import { placedText } from "../../shared/text/placed.ts";
import { noun } from "../../shared/values/count.ts";
import type { Day } from "../../shared/values/day.ts";
import type { RuleId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { isChanged, levelWord, limitAfter, outcomeText, type Side } from "../text/changed-rule.ts";

/** What the rules and items of an answer are called. */
export interface AnswerNames {
  /** The rule as it is today; `undefined` when it is gone. */
  ruleOf: (rule: RuleId) => Rule | undefined;
  /** An item with its code. */
  itemOf: ItemOf;
}

/** The rules that differ in what is shown of them, and how many others there are. */
export function rulesTable(rules: readonly ChangedRule[], asOf: Day, { ruleOf, itemOf }: AnswerNames): Html {
  const changed = rules.filter(isChanged);
  const others = rules.length - changed.length;
  return html`<h3>What becomes of the rules</h3>
${
  changed.length === 0
    ? html`<p>No rule shows another figure or another level.</p>`
    : table(
        "rules",
        "Each rule before and after, from what is certain to what is possible",
        [
          { head: "Rule", is: "text" },
          { head: "Before", is: "text" },
          { head: "After", is: "text" },
          { head: "Limit", is: "text" },
          { head: "So", is: "text" },
        ],
        changed.map((rule) => ({
          cells: [
            titleName(rule.title, groupTitle({ group: rule.group, by: ruleOf(rule.rule)?.by }, itemOf)),
            state(rule, "before"),
            state(rule, "after"),
            limitAfter(rule),
            withDays(outcomeText(rule, asOf)),
          ],
        })),
      )
}
${changed.length > 0 && others > 0 && html`<p class="faint">${others} ${noun(others, "other rule or group shows", "other rules and groups show")} the same figures before and after.</p>`}`;
}

/** The text, with its days as they are shown elsewhere on the page. */
function withDays(text: string): Content[] {
  return text.split(/(\d{4}-\d\d-\d\d)/).map((part, at) => (at % 2 === 1 ? dayShown(part) : part));
}

function state({ measure, ...rule }: ChangedRule, side: Side): Content {
  const { observed, limit } = rule[side];
  return observed === null
    ? levelWord(rule[side])
    : html`${levelWord(rule[side])}: ${measured(measure, observed, limit)}`;
}

/** What each scope loses; after moves, beside what it loses without them. */
export function lossTable({ scopes, unit }: SimulateResult, itemOf: ItemOf): Html {
  const isMoved = scopes.some(({ lossBefore }) => lossBefore !== undefined);
  return html`<h3>What is lost</h3>
${table(
  "lost",
  "From what is certainly lost to what possibly is",
  [
    { head: "Of", is: "text" },
    ...(isMoved ? [{ head: "Lost before", is: "number" as const }] : []),
    { head: isMoved ? "Lost after" : "Lost", is: "number" },
    { head: "Certainly", is: "number" },
    { head: "Of all", is: "number" },
  ],
  scopes.map(({ item, loss, lossBefore = loss, lost, exposure }) => ({
    cells: [
      item === null ? "the whole sector" : itemOf(item),
      ...(isMoved ? [shares(lossBefore)] : []),
      shares(loss),
      amount(lost, unit),
      amount(exposure, unit),
    ],
  })),
)}`;
}

/** How much is known of the places that were removed. */
export function placed({ scopes }: SimulateResult): Content {
  return placedText(scopes[0]?.placed ?? {}).map(
    (line) => html`<p class="note">${line}</p>
`,
  );
}

/** The paths through which most is lost. */
export function chains({ scopes, unit }: SimulateResult, itemOf: ItemOf): Content {
  const all = scopes[0]?.chains ?? [];
  return html`<h3>How it gets in</h3>
${
  all.length === 0
    ? html`<p>Nothing is certainly lost.</p>`
    : html`<ul>${all.map(
        ({
          hops,
          item,
          exposure,
        }) => html`<li>${amount(exposure, unit)}: ${chainText(hops, item, itemOf)}</li>
`,
      )}</ul>`
}`;
}

const MOST_REMOVALS = 20;

/** What single removals cost, worst first. */
export function removalTable({
  removals,
  moved,
  unit,
}: Pick<SimulateResult, "removals" | "moved" | "unit">): Content {
  if (removals.length === 0) return null;
  const shown = removals.slice(0, MOST_REMOVALS);
  const recovery = recoveryColumns(shown, unit);
  return html`<h3>The worst single removals${moved !== undefined && `, after the ${noun(moved.length, "move")}`}</h3>
<p class="faint">What each would cost alone. They overlap, so they do not add up.</p>
${table(
  "removals",
  "The worst single removals",
  [
    { head: "Who", is: "text" },
    { head: "Kind", is: "text" },
    { head: "Lost", is: "number" },
    ...recovery.heads,
  ],
  shown.map((removal) => {
    const kind = removal.kind === "supplier" ? "supplier, owner unknown" : removal.kind;
    return { cells: [oneLine(removal.name), kind, shares(removal.loss), ...recovery.cells(removal)] };
  }),
)}${recovery.note}`;
}
