import type { Silence } from "../../shared/alerts/silence.ts";
import { alertName } from "../../shared/text/alert-name.ts";
import { oneLine } from "../../shared/values/one-line.ts";

/** A silence on one line: `s5: china-direct until 2026-08-15, by ada: a new supplier is on its way`. */
export function silenceLine({ id, rule, group, until, by, reason }: Silence): string {
  const about = rule === null ? "every rule" : alertName(undefined, { rule, group });
  return `${oneLine(id)}: ${about} until ${until}, by ${oneLine(by)}: ${oneLine(reason)}`;
}
