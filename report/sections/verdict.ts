import type { Alert } from "../../shared/alerts/alert.ts";
import { levelOf } from "../../shared/policy/level.ts";
import { ruleOf, type SectorView } from "../sector-view.ts";

const POSSIBLE = "Not certain: what is known is inside the limit, and what is unknown could take it over. ";
const INSIDE = "It is inside its limit now, but not yet by enough, or for long enough, to end the alert. ";

/** Whether a limit is crossed whatever the unknown turns out to be. Nothing of a value of another day, or of a rule that is gone. */
export function verdictOf(view: SectorView, alert: Alert): string {
  const { assessment } = view;
  const rule = ruleOf(view, alert.rule);
  if (rule === undefined || alert.observedAsOf !== assessment.asOf) return "";
  if (assessment.incomplete)
    return "Not certain: data is missing, and with it the figure may be higher or lower. ";
  const { lower, upper } = alert.observed;
  const level = levelOf(rule, { lower, upper: upper ?? Number.POSITIVE_INFINITY });
  if (level === "none") return INSIDE;
  if (level === "possible") return POSSIBLE;
  const limit = level === alert.level ? "the limit" : `the ${level} limit`;
  return lower === upper
    ? `Certain: ${limit} is crossed, and nothing that is unknown bears on the figure. `
    : `Certain: even if all that is unknown turns out for us, ${limit} is crossed. `;
}
