import { type Acknowledgement, acknowledgementOf } from "../alerts/acknowledgement.ts";
import type { Alert } from "../alerts/alert.ts";
import { type Silence, silenceOver } from "../alerts/silence.ts";
import type { AssessmentSummary } from "../assessment/summary.ts";
import { groupTitle, itemNames } from "../policy/item-names.ts";
import { isBroken } from "../policy/policies.ts";
import { acknowledgedText } from "../text/acknowledged.ts";
import { alertName, alertNameToday } from "../text/alert-name.ts";
import { belowFloorLines } from "../text/below-floor.ts";
import { dayText } from "../text/day-text.ts";
import { limitPhrase } from "../text/limit.ts";
import { capitalized, indent } from "../text/lines.ts";
import { rangeText } from "../text/measured-value.ts";
import { noneOpen, unseenTexts } from "../text/unseen.ts";
import { moreLine } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import type { RuleId } from "../values/identifier.ts";
import { oneLine } from "../values/one-line.ts";
import type { SectorDigest } from "./sector.ts";

const MOST_ALERTS = 10;

/** The open alerts of a sector, and whether there may be others. */
export function digestOpenLines(sector: SectorDigest): string[] {
  const { open, silences, acknowledgements, unseen } = sector;
  if (open.length === 0) return [`${capitalized(noneOpen(unseen))}.`];
  const lines = open
    .slice(0, MOST_ALERTS)
    .map((alert) =>
      digestLine(
        alert,
        sector.assessed,
        silenceOver(silences, alert),
        acknowledgementOf(acknowledgements, alert),
        sector.policy,
      ),
    );
  const more = moreLine(open.length - MOST_ALERTS);
  const unknown = unseen === null ? [] : [`whether there are others is not known: ${unseenTexts[unseen]}`];
  return ["OPEN", ...[...lines, ...more, ...unknown].map(indent)];
}

function digestLine(
  alert: Alert,
  assessed: Day | null,
  silence: Silence | null,
  acknowledgement: Acknowledgement | null,
  policy: SectorDigest["policy"],
): string {
  const { level, title, measure, observed, observedAsOf, limit, side, since } = alert;
  // Nothing newer is known, or incomplete data looks better.
  const on = observedAsOf === assessed ? "" : ` on ${dayText(observedAsOf)}`;
  const hidden = silence === null ? "" : `, silenced until ${dayText(silence.until)}`;
  const known = acknowledgement === null ? "" : `, ${acknowledgedText(acknowledgement, dayText)}`;
  const shown = groupTitle(alert, itemNames(isBroken(policy) ? {} : policy));
  const value = `${rangeText(measure, observed, limit)}${on}, ${limitPhrase(measure, limit, side, alert.limits.atLimit)}`;
  return `${level.toUpperCase()}  ${alertName(title, alert, shown)}: ${value}, since ${dayText(since)}${hidden}${known}`;
}

/** What raises nothing in a sector because it lies below the floor of its rule. */
export function digestFloorLines(
  { policy }: Pick<SectorDigest, "policy">,
  newest: AssessmentSummary,
): string[] {
  const lines = belowFloorLines(newest, policy);
  if (lines.length === 0) return [];
  return [
    "BELOW A FLOOR",
    ...[...lines.slice(0, MOST_ALERTS), ...moreLine(lines.length - MOST_ALERTS)].map(indent),
  ];
}

/** The silences of a sector. */
export function silenceLines({ policy, silences }: SectorDigest): string[] {
  if (silences.length === 0) return [];
  const { rules, ...words } = isBroken(policy) ? { rules: [] } : policy;
  const itemOf = itemNames(words);
  const byOf = (rule: RuleId) => rules.find(({ id }) => id === rule)?.by;
  const lines = silences.map(({ rule, group, until, by, reason }) => {
    const about = rule === null ? "every rule" : alertNameToday({ by: byOf(rule) }, { rule, group }, itemOf);
    return `${about} until ${dayText(until)}, by ${oneLine(by)}: ${oneLine(reason)}`;
  });
  const more = moreLine(lines.length - MOST_ALERTS);
  return ["SILENCED", ...[...lines.slice(0, MOST_ALERTS), ...more].map(indent)];
}
