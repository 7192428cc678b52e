import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import { alertName } from "../../shared/text/alert-name.ts";
import { oneLine } from "../../shared/values/one-line.ts";

/** An acknowledgement on one line: `a5: china-direct (bess) until 2026-08-15, by ada: a second source is coming`. */
export function acknowledgementLine({ id, rule, group, until, by, reason }: Acknowledgement): string {
  const end = until === null ? "" : ` until ${until}`;
  return `${oneLine(id)}: ${alertName(undefined, { rule, group })}${end}, by ${oneLine(by)}: ${oneLine(reason)}`;
}
