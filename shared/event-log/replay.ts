import type { Alert } from "../alerts/alert.ts";
import { alertKey } from "../policy/level.ts";
import type { LogEvent } from "./log-event.ts";
import type { FindingLine } from "./watchdog-line.ts";

/**
 * The alerts after some lines of the log, by `alertKey`: each as the ledger remembered it after its last event. Lines that were
 * stored before the log had alerts change nothing.
 */
export function alertsAfter(events: readonly LogEvent[]): Map<string, Alert> {
  const alerts = new Map<string, Alert>();
  for (const event of events) {
    if (event.kind !== "alert" || event.rule === null || event.alert === undefined) continue;
    const key = alertKey({ rule: event.rule, group: event.group });
    if (event.alert === null) alerts.delete(key);
    else alerts.set(key, event.alert);
  }
  return alerts;
}

/** What operators were told and not yet told to be over, after some lines of the log: the last line of each finding, by its key. */
export function findingsAfter(events: readonly LogEvent[]): Map<string, FindingLine> {
  const findings = new Map<string, FindingLine>();
  for (const event of events) {
    if (event.kind !== "finding") continue;
    if (event.event === "solved") findings.delete(event.finding);
    else findings.set(event.finding, event);
  }
  return findings;
}
