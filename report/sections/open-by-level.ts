import type { Alert } from "../../shared/alerts/alert.ts";
import { alertId, partId } from "../../shared/contract/page-place.ts";
import { groupName } from "../../shared/text/alert-name.ts";
import { counted } from "../../shared/values/count.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { type Html, html } from "../html.ts";
import { alertTitle, type SectorView, shownGroup } from "../sector-view.ts";
import { levelMark } from "./level.ts";

const MOST_RULES = 5;
// A rule with an alert for each item may have very many; the table of alerts has all.
const MOST_GROUPS = 6;

/** Each level with the alerts of it by rule. Their values and limits stand in the table of alerts. */
export function openByLevel(view: SectorView): Html {
  const {
    open,
    policy: { sector },
  } = view;
  const levels = Map.groupBy(open, ({ level }) => level);
  return html`<ul>${[...levels].map(([level, alerts]) => {
    const rules = [...Map.groupBy(alerts, ({ rule }) => rule).values()];
    const told = rules.slice(0, MOST_RULES).map((own) => ofRule(view, own));
    return html`<li>${levelMark(level)} ${joined(told, "; ")}${more(sector, rules.length - told.length, "; ")}</li>`;
  })}</ul>`;
}

/** `Supply at risk if China stops`; `An item at risk if China stops: bess, ups-lithium`. */
function ofRule(view: SectorView, alerts: readonly Alert[]): Html {
  const [first, ...others] = alerts;
  const { sector } = view.policy;
  if (first === undefined) return html``;
  if (others.length === 0 || first.group === null)
    return html`<a href="#${alertId(sector, first)}">${alertTitle(view, first)}</a>`;
  const told = alerts
    .slice(0, MOST_GROUPS)
    .map(
      (alert) => html`<a href="#${alertId(sector, alert)}">${groupName(shownGroup(view, alert) ?? "")}</a>`,
    );
  return html`${oneLine(first.title)}: ${joined(told, ", ")}${more(sector, alerts.length - told.length, " ")}`;
}

function joined(parts: readonly Html[], between: string): Html[] {
  return parts.map((part, at) => html`${at > 0 && between}${part}`);
}

function more(sector: string, count: number, before: string): Html | false {
  return (
    count > 0 && html`${before}<a href="#${partId(sector, "over-limit")}">and ${counted(count)} more</a>`
  );
}
