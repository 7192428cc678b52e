import type { Subscriber } from "./subscribers.ts";

/** Who is told about problems of the monitoring itself. */
export interface Operators {
  /**
   * `named`: the configuration names them. `stand-ins`: it names nobody, so the e-mail addresses of the alerts
   * are used.
   */
  kind: "named" | "stand-ins";
  /** Each address once, sorted; empty when there is no address at all. */
  addresses: string[];
}

/** The named operators; otherwise everybody who receives alerts by e-mail. */
export function operatorsOf(named: readonly string[], subscribers: readonly Subscriber[]): Operators {
  if (named.length > 0) return { kind: "named", addresses: distinct(named) };
  const byEmail = subscribers.filter(({ protocol }) => protocol === "email");
  return { kind: "stand-ins", addresses: distinct(byEmail.map(({ endpoint }) => endpoint)) };
}

const MOST_OPERATORS_NAMED = 3;
const HOW_TO_NAME = "-c operations=ops@example.com";

/** A warning for the person who deploys; `null` when operators were named. */
export function operatorsWarning({ kind, addresses }: Operators): string | null {
  if (kind === "named") return null;
  if (addresses.length === 0)
    return `Nobody receives alarms and what the watchdog finds: deploy with ${HOW_TO_NAME}`;
  const more = addresses.length - MOST_OPERATORS_NAMED;
  const shown = addresses.slice(0, MOST_OPERATORS_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return `No address for operations was given, so the alerts' addresses receive alarms and what the watchdog finds as well: ${shown}. Each must confirm a second subscription. To send that to others: ${HOW_TO_NAME}`;
}

function distinct(addresses: readonly string[]): string[] {
  return [...new Set(addresses)].sort();
}
