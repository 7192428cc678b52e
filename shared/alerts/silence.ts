import * as z from "zod";
import { type Day, daySchema } from "../values/day.ts";
import type { Alert } from "./alert.ts";

/**
 * A request not to be told for a while about a sector, one of its rules, or one group of a rule. Runs for days
 * before `until` are silent; the run for `until` sends news again.
 */
export const silenceSchema = z.strictObject({
  id: z.string(),
  /** `null` for every rule, and for the news of the whole sector. */
  rule: z.string().nullable(),
  /** `null` for every group of the rule. */
  group: z.string().nullable(),
  until: daySchema,
  by: z.string(),
  reason: z.string(),
  /** The instant of the request. */
  since: z.iso.datetime(),
});
export type Silence = z.infer<typeof silenceSchema>;

/** The silences that are still in force on a day. */
export function silencesInForce(silences: Silence[], asOf: Day): Silence[] {
  return silences.filter(({ until }) => asOf < until);
}

/** The silence that hides an alert for the longest time; `null` when none does. */
export function silenceOver(
  silences: Silence[],
  { rule, group }: Pick<Alert, "rule" | "group">,
): Silence | null {
  const hides = (silence: Silence) =>
    (silence.rule === null || silence.rule === rule) && (silence.group === null || silence.group === group);
  return lasting(silences.filter(hides));
}

/** The silence that hides the whole sector for the longest time; `null` when none does. */
export function silenceOverSector(silences: Silence[]): Silence | null {
  return lasting(silences.filter(({ rule }) => rule === null));
}

/** The silence that ends last; of several, the first one. */
function lasting([first, ...others]: Silence[]): Silence | null {
  return first === undefined ? null : others.reduce((a, b) => (b.until > a.until ? b : a), first);
}
