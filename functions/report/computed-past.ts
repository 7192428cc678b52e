import type { ComputedPoint } from "../../report/reported.ts";
import { rulesOverTime } from "../../report/shown-alerts.ts";
import { daysInRhythm } from "../../shared/backtest/cadence.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { addDays, type Day } from "../../shared/values/day.ts";
import { toBounds } from "../../shared/values/interval.ts";
import { loadReplayPast, seriesOfPast } from "../reading/replay-past.ts";
import type { ReportPorts } from "./ports.ts";

/** How far back the page looks. */
export const DAYS_SHOWN = 360;
const RHYTHM = { count: 30, unit: "days" } as const;

/**
 * The values of the rules that the page shows on days before the first stored assessment, as the positions of today give them.
 * `before` is the day of that assessment, `last` that of the last one.
 */
export async function computedPast(
  policy: Policy,
  ledger: Ledger,
  { before, last }: { before: Day; last: Day },
  ports: ReportPorts,
): Promise<ComputedPoint[]> {
  const days = daysInRhythm(addDays(last, -DAYS_SHOWN), last, RHYTHM).filter((day) => day < before);
  const rules = rulesOverTime(policy, ledger);
  if (days.length === 0 || rules.length === 0) return [];
  const past = await loadReplayPast(ports, policy.sector, [{ ...policy, rules }], days);
  return rules.flatMap((rule) =>
    [...seriesOfPast(past, policy, rule, days).points].map(({ asOf, group, observed }) => ({
      ...{ rule: rule.id, group, asOf },
      observed: observed && toBounds(observed),
    })),
  );
}
