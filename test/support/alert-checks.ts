import { expect } from "vitest";
import { rank } from "../../shared/policy/level.ts";
import { addDays } from "../../shared/values/day.ts";
import { believed, bulletinsOf, busEventsOf, toldOf, versionOf } from "./alert-streams.ts";
import { type AlertWorld, type Outcome, RULE } from "./alert-world.ts";
import { checkEventLog, checkPublications } from "./event-log-checks.ts";
import { isTooSmall, plainLevel } from "./plain-alert.ts";
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
  if (outcome !== null) {
    checkOutcome(world, outcome);
    await checkEventLog(world, outcome);
  }
  await checkPublications(world);
  const { alerts, noDataNotified, staleNotified } = world.ledger;
  const bulletins = bulletinsOf(world);
  const told = bulletins.flatMap(({ id, events }) => events.map(({ event }) => `${id}/${event}`));
  expect(busEventsOf(world), "the bus has, or will have, what the bulletins tell").toEqual(new Set(told));
  const known = believed(toldOf(bulletins, RULE), world.rule.remindEveryDays);
  expect(alerts[0]?.lastNotified?.level ?? "none", "the ledger knows what readers know").toBe(known);
  const ofSector = toldOf(bulletins, null).map(({ event }) => event);
  const ages = ofSector.filter((event) => event === "stale" || event === "fresh");
  const byTurns = ages.map((_, at) => (at % 2 === 0 ? "stale" : "fresh"));
  expect(ages, "data grows stale and is fresh again by turns").toEqual(byTurns);
  expect(ages.at(-1) === "stale", "the ledger knows whether readers know of its age").toBe(staleNotified);
  const data = ofSector.filter((event) => event !== "stale" && event !== "fresh");
  const turns = data.map((_, at) => (at % 2 === 0 ? "no-data" : "data-back"));
  expect(data, "data goes and comes by turns").toEqual(turns);
  expect(data.at(-1) === "no-data", "the ledger knows whether readers know of data").toBe(noDataNotified);
}

function checkOutcome(
  world: AlertWorld,
  { before, after, run, isRedefined, expected, expectedAge }: Outcome,
): void {
  const fresh = bulletinsOf(world).filter((bulletin) => versionOf(bulletin) > before.version);
  const told = toldOf(fresh, RULE).map(({ event }) => event);
  const was = before.alerts[0]?.level ?? "none";
  const is = after.alerts[0]?.level ?? "none";
  if (run.isSilenced) expect(told, "nothing is published while silenced").toEqual([]);
  if (run.isIncomplete && run.rule !== null && !isRedefined) {
    expect(told, "an incomplete run tells nothing good").not.toContainEqual(
      expect.stringMatching(/eased|resolved/),
    );
    expect(rank(is), "an incomplete run eases nothing").toBeGreaterThanOrEqual(rank(was));
  }
  if (
    run.rule !== null &&
    !isRedefined &&
    run.share !== null &&
    !isTooSmall(run) &&
    plainLevel(run.share, run.rule, run.rule.margin) === was
  ) {
    if (plainLevel(run.share, run.rule) !== was && was !== "none") {
      expect(is, "nothing flaps within the margin").toBe(was);
    }
  }
  expect(told, "told as the plain alert would").toEqual(expected.told);
  const ofAge = toldOf(fresh, null).filter(({ event }) => event === "stale" || event === "fresh");
  const { told: age, after: isNow } = expectedAge;
  expect(
    ofAge.map(({ event }) => event),
    "the age of the data is told as it would be plainly",
  ).toEqual(age === null ? [] : [age]);
  expect(after.staleSince !== null, "the ledger knows whether its data is stale").toBe(isNow.isStale);
  const { level, crossings, told: known, acknowledged } = expected.after;
  expect(
    after.acknowledgements.map(({ until }) => until),
    "somebody knows of it",
  ).toEqual(acknowledged === null ? [] : [acknowledged.until]);
  const knows = known && { level: known.level, asOf: known.asOf };
  const now = after.alerts[0] ?? { level: "none", pendingRuns: 0, lastNotified: null };
  const plain = { level, pendingRuns: crossings, lastNotified: knows };
  expect(now, "stands as the plain alert does").toMatchObject(plain);
}
