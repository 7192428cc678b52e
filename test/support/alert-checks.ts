import { expect } from "vitest";
import { rank } from "../../shared/alert.ts";
import { addDays } from "../../shared/calendar.ts";
import { believed, bulletinsOf, toldOf, versionOf } from "./alert-streams.ts";
import { type AlertWorld, type Outcome, RULE } from "./alert-world.ts";
import { plainLevel } from "./plain-alert.ts";
import type { Trouble } from "./troubled-ports.ts";

/** Runs as of a day before the last: that must change nothing. */
export async function runOlder(world: AlertWorld, days: number): Promise<void> {
  const { lastAssessment } = world.ledger;
  if (lastAssessment === null) return;
  const { outbox: _o, version: _v, ...before } = world.ledger;
  const alert = structuredClone(world.alert);
  await world.recompute(null, addDays(lastAssessment.asOf, -days));
  const { outbox: _p, version: _w, ...after } = world.ledger;
  expect(after, "an older day changes nothing").toEqual(before);
  expect(world.alert).toEqual(alert);
}

/** Runs as of today, and holds what came of it against all that must be so. */
export async function runChecked(world: AlertWorld, trouble: Trouble | null): Promise<void> {
  const outcome = await world.recompute(trouble);
  if (outcome !== null) checkOutcome(world, outcome);
  const { alerts, noDataTold } = world.ledger;
  const bulletins = bulletinsOf(world);
  const known = believed(toldOf(bulletins, RULE), world.rule.remindEveryDays);
  expect(alerts[0]?.told?.level ?? "none", "the ledger knows what readers know").toBe(known);
  const data = toldOf(bulletins, null).map(({ event }) => event);
  const turns = data.map((_, at) => (at % 2 === 0 ? "no-data" : "data-back"));
  expect(data, "data goes and comes by turns").toEqual(turns);
  expect(data.at(-1) === "no-data", "the ledger knows whether readers know of data").toBe(noDataTold);
}

function checkOutcome(world: AlertWorld, { before, after, run, expected }: Outcome): void {
  const fresh = bulletinsOf(world).filter((bulletin) => versionOf(bulletin) > before.version);
  const told = toldOf(fresh, RULE).map(({ event }) => event);
  const was = before.alerts[0]?.level ?? "none";
  const is = after.alerts[0]?.level ?? "none";
  if (run.isSilenced) expect(told, "nothing is published while silenced").toEqual([]);
  if (run.isIncomplete && run.rule !== null) {
    expect(told, "an incomplete run tells nothing good").not.toContainEqual(
      expect.stringMatching(/eased|resolved/),
    );
    expect(rank(is), "an incomplete run eases nothing").toBeGreaterThanOrEqual(rank(was));
  }
  if (run.rule !== null && run.share !== null && plainLevel(run.share, run.rule, run.rule.margin) === was) {
    if (plainLevel(run.share, run.rule) !== was && was !== "none") {
      expect(is, "nothing flaps within the margin").toBe(was);
    }
  }
  expect(told, "told as the plain alert would").toEqual(expected.told === null ? [] : [expected.told]);
  const { level, crossings, told: knows } = expected.after;
  const now = after.alerts[0] ?? { level: "none", crossings: 0, told: null };
  expect(now, "stands as the plain alert does").toMatchObject({ level, crossings, told: knows });
}
