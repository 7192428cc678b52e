import type { Alert } from "../../shared/alerts/alert.ts";
import { verdictText } from "../../shared/text/verdict.ts";
import { ruleOf, type SectorView } from "../sector-view.ts";

/** Whether a limit is crossed whatever the unknown turns out to be. Nothing of a value of another day, or of a rule that is gone. */
export function verdictOf(view: SectorView, { rule: id, level, observed, observedAsOf }: Alert): string {
  const { assessment } = view;
  const rule = ruleOf(view, id);
  if (rule === undefined || observedAsOf !== assessment.asOf) return "";
  const { lower, upper } = observed;
  const found = { lower, upper: upper ?? Number.POSITIVE_INFINITY };
  return `${verdictText(rule, level, found, assessment.incomplete)} `;
}
