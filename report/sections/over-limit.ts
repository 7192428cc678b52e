import { acknowledgementOf } from "../../shared/alerts/acknowledgement.ts";
import type { Alert } from "../../shared/alerts/alert.ts";
import { silenceOver } from "../../shared/alerts/silence.ts";
import type { RuleFinding } from "../../shared/assessment/rule-finding.ts";
import { alertId, partId } from "../../shared/contract/page-place.ts";
import type { FloorSeen } from "../../shared/policy/floor.ts";
import { isInForce, isOver } from "../../shared/policy/level.ts";
import { firstLimit, limitsOf } from "../../shared/policy/limits.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { acknowledgedText } from "../../shared/text/acknowledged.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { limitPhrase } from "../../shared/text/limit.ts";
import { exactMoney, moneyBelow } from "../../shared/text/money.ts";
import { noneOpen } from "../../shared/text/unseen.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { type Content, type Html, html } from "../html.ts";
import { alertTitle, ruleOf, type SectorView, worthOf } from "../sector-view.ts";
import { type Column, type TableRow, table } from "../table.ts";
import { amounts, measured } from "../value.ts";
import { levelMark, unseenOf } from "./level.ts";
import { sinceOf } from "./since.ts";

/** What is over its limit and since when, and what is inside its limits. */
export function overLimitSection(view: SectorView): Html {
  const { policy, open, assessment } = view;
  const { sector, label } = policy;
  const others = findingsInside(view);
  const columns: Column[] = [
    { head: "What", is: "text" },
    { head: "Level" },
    { head: "Value", is: "number" },
    { head: "Limit", is: "number" },
    { head: "Amount", is: "number" },
    { head: "Since", is: "text" },
  ];
  const rows = open.map((alert, at) => openRow(view, alert, isFirstOf(open, at)));
  return html`<h3 id="${partId(sector, "over-limit")}">What is over its limit, and since when</h3>
${
  open.length === 0
    ? html`<p>As of ${dayText(assessment.asOf)}, ${noneOpen(unseenOf(view.reported))}.</p>`
    : table(
        partId(sector, "open-alerts"),
        `Open alerts of ${label}, as of ${dayText(assessment.asOf)}`,
        columns,
        rows,
      )
}
${others.length > 0 && insideTable(view, others)}`;
}

/** The first alert of a rule with several groups is also the place that its rule is found at. */
function isFirstOf(open: Alert[], at: number): boolean {
  const alert = open[at];
  return (
    alert !== undefined && alert.group !== null && open.findIndex(({ rule }) => rule === alert.rule) === at
  );
}

function openRow(view: SectorView, alert: Alert, marksRule: boolean): TableRow {
  const { sector } = view.policy;
  const { measure, observed, limit, limits, side, group, observedAsOf } = alert;
  const rule = ruleOf(view, alert.rule);
  const worth = rule && worthOf(view, { rule, group, observed });
  const isOld = observedAsOf !== view.assessment.asOf;
  const place = marksRule && html`<span id="${alertId(sector, { rule: alert.rule, group: null })}"></span>`;
  return {
    id: alertId(sector, alert),
    cells: [
      html`${place}${alertTitle(view, alert)}${ruleLinks(view, alert.rule)}${view.live?.alertLinks(sector, alert)}`,
      html`${levelMark(alert.level)}${silenced(view, alert)}${acknowledged(view, alert)}`,
      html`${measured(measure, observed, limit)}${isOld && html` on ${observedAsOf}`}`,
      limitPhrase(measure, limit, side, limits.atLimit),
      worth && amounts(worth.worth, view.assessment.unit),
      sinceOf(view, alert),
    ],
  };
}

function ruleLinks({ policy: { sector } }: SectorView, rule: string): Html {
  return html`<br><small><a href="#${partId(sector, `why/${rule}`)}">why this limit</a></small>`;
}

function silenced({ reported }: SectorView, alert: Alert): Content {
  const silence = silenceOver(reported.ledger.silences, alert);
  return (
    silence !== null && html`<br><small>silenced until ${silence.until} by ${oneLine(silence.by)}</small>`
  );
}

function acknowledged({ reported }: SectorView, alert: Alert): Content {
  const acknowledgement = acknowledgementOf(reported.ledger.acknowledgements, alert);
  return acknowledgement !== null && html`<br><small>${acknowledgedText(acknowledgement)}</small>`;
}

interface Inside {
  rule: Rule;
  finding: RuleFinding;
}

/** What rules found that have no open alert. */
function findingsInside({ policy, assessment, open }: SectorView): Inside[] {
  return assessment.rules.flatMap((finding) => {
    const isOpen = open.some(({ rule, group }) => rule === finding.rule && group === finding.group);
    const rule = policy.rules.find(({ id }) => id === finding.rule);
    return isOpen || rule === undefined || (finding.observed === null && finding.belowFloor !== true)
      ? []
      : { rule, finding };
  });
}

function insideTable(view: SectorView, inside: Inside[]): Html {
  const { sector, label } = view.policy;
  const { asOf, unit } = view.assessment;
  const columns: Column[] = [
    { head: "What", is: "text" },
    { head: "Value", is: "number" },
    { head: "Limit", is: "number" },
    { head: "State", is: "text" },
  ];
  const rows = inside.map(({ rule, finding: { group, measure, observed, belowFloor, floor } }, at) => {
    const { side, limits } = limitsOf(rule);
    const isFirst = inside.findIndex((one) => one.rule === rule) === at;
    const isOpenElsewhere = view.open.some((alert) => alert.rule === rule.id);
    const place = group !== null && isFirst && !isOpenElsewhere;
    return {
      id: alertId(sector, { rule: rule.id, group }),
      cells: [
        html`${place && html`<span id="${alertId(sector, { rule: rule.id, group: null })}"></span>`}${alertTitle(view, { ...rule, group })}`,
        observed && measured(measure, observed, firstLimit(rule)),
        limitPhrase(measure, firstLimit(rule), side, limits.atLimit),
        belowFloor === true ? belowFloorText(floor, unit) : stateOf(rule, asOf),
      ],
    };
  });
  return html`<details><summary>The other limits, without an alert: ${inside.length}</summary>
${table(partId(sector, "without-alert"), `Limits of ${label} without an open alert, as of ${dayText(asOf)}`, columns, rows)}
</details>`;
}

function belowFloorText(floor: FloorSeen | undefined, unit: Unit): string {
  // Assessments of an earlier version do not have the figures.
  if (floor === undefined) return "below the floor: raises nothing";
  const { atLeast, exposure } = floor;
  return `${moneyBelow(exposure, atLeast, unit)}, below the floor of ${exactMoney(atLeast, unit)}: raises nothing`;
}

function stateOf(rule: Rule, asOf: string): string {
  if (isOver(rule, asOf)) return `over since ${rule.effectiveUntil}`;
  if (!isInForce(rule, asOf)) return `in force from ${rule.effectiveFrom}`;
  return "no alert";
}
