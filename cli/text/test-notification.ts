import type { TestResult } from "../../functions/watchdog/test-notification.ts";
import type { Delivery } from "../../shared/subscriptions/delivery.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import { columns, indented } from "../terminal/output.ts";

const LONGEST_ENDPOINT = 120;

/** What was sent, and what becomes of it at each subscription of the topic. */
export function testLines({ topic, sent, subject, subscriptions }: TestResult): string[] {
  const head = `${sent ? "sent" : "not sent, only asked"}: ${subject}`;
  if (subscriptions.length === 0) return [head, `nobody gets it: the topic ${topic} has no subscription`];
  const isReached = subscriptions.some(({ delivers }) => delivers !== "no");
  const rows = subscriptions.map((one) => [
    one.protocol,
    lineOf(one.endpoint, LONGEST_ENDPOINT),
    one.state,
    outcomeOf(one, sent),
  ]);
  return [head, ...indented(columns(rows, 2), 2), ...(isReached ? [] : ["nobody gets it"])];
}

function outcomeOf({ delivers, why }: Delivery, sent: boolean): string {
  if (delivers === "yes") return sent ? "gets it" : "would get it";
  if (delivers === "no") return `${sent ? "does not get it" : "would not get it"}: ${why}`;
  return why ?? "";
}
