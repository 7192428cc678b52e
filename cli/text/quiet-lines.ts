import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import type { Silence } from "../../shared/alerts/silence.ts";
import { itemNames } from "../../shared/policy/item-names.ts";
import { type Policies, ruleIn, wordsIn } from "../../shared/policy/policies.ts";
import { alertNameToday } from "../../shared/text/alert-name.ts";
import type { RuleId, SectorId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";

/** Where a silence or an acknowledgement is. */
interface Of {
  sector: SectorId;
  policies: Policies;
}

/** A silence on one line: `s5: china-direct until 2026-08-15, by ada: a new supplier is on its way`. */
export function silenceLine({ id, rule, group, until, by, reason }: Silence, of: Of): string {
  const about = rule === null ? "every rule" : alertById(rule, group, of);
  return `${oneLine(id)}: ${about} until ${until}, by ${oneLine(by)}: ${oneLine(reason)}`;
}

/** An acknowledgement on one line: `a5: china-direct (bess) until 2026-08-15, by ada: a second source is coming`. */
export function acknowledgementLine({ id, rule, group, until, by, reason }: Acknowledgement, of: Of): string {
  const end = until === null ? "" : ` until ${until}`;
  return `${oneLine(id)}: ${alertById(rule, group, of)}${end}, by ${oneLine(by)}: ${oneLine(reason)}`;
}

/** `china-direct (lithium-ion cells, 850760)` */
function alertById(rule: RuleId, group: string | null, { sector, policies }: Of): string {
  const by = ruleIn(policies, sector, rule)?.by;
  return alertNameToday({ by }, { rule, group }, itemNames(wordsIn(policies, sector)));
}
