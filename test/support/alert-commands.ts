import fc from "fast-check";
import { expect } from "vitest";
import { addDays } from "../../shared/calendar.ts";
import { believed, bulletinsOf, toldOf, versionOf } from "./alert-streams.ts";
import { type AlertWorld, type Outcome, RULE } from "./alert-world.ts";
import { type PlainRule, plainLevel } from "./plain-alert.ts";
import type { Trouble } from "./troubled-ports.ts";

type Command = fc.AsyncCommand<object, AlertWorld>;

function command(name: string, run: (world: AlertWorld) => Promise<void>): Command {
  return { check: () => true, run: (_, world) => run(world), toString: () => name };
}

/** Changes something that the next run finds. */
function change(name: string, fields: Partial<AlertWorld>): Command {
  return command(name, async (world) => void Object.assign(world, fields));
}

const troubles = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.record({ afterSteps: fc.nat({ max: 16 }), isStepDone: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom("publisher" as const, "history" as const) },
);
const shares = fc.oneof(
  fc.constantFrom(0, 200, 220, 221, 249, 250, 251, 400, 600, 620, 621, 649, 650, 651, 900),
  fc.nat({ max: 900 }),
);

/** A rule of any temper. */
export const rules: fc.Arbitrary<PlainRule> = fc.record({
  for: fc.integer({ min: 1, max: 3 }),
  keep: fc.integer({ min: 1, max: 4 }),
  margin: fc.constantFrom(0, 30, 100),
  remindEveryDays: fc.constantFrom(undefined, 1, 3, 7),
  warning: fc.constant(250),
  critical: fc.constant(650),
});

/** Everything that can happen to a sector. */
export const commands: fc.Arbitrary<Command>[] = [
  shares.map((chinese) => change(`${chinese} ‰ from China`, { chinese, unknown: 0 })),
  fc.nat({ max: 100 }).map((unknown) => change(`${unknown} ‰ from nobody knows where`, { unknown })),
  fc.boolean().map((isUnreadable) => change(isUnreadable ? "unreadable" : "readable", { isUnreadable })),
  fc.boolean().map((hasData) => change(hasData ? "data" : "no data", { hasData })),
  fc.boolean().map((isInPolicy) => change(isInPolicy ? "rule restored" : "rule removed", { isInPolicy })),
  fc.tuple(fc.constantFrom(200, 250, 300), fc.constantFrom(600, 650)).map(([warning, critical]) =>
    command(`limits ${warning} and ${critical}`, async (world) => {
      world.rule = { ...world.rule, warning, critical };
    }),
  ),
  ...Array.from({ length: 4 }, () => fc.tuple(fc.integer({ min: 1, max: 5 }), troubles).map(runLater)),
  ...Array.from({ length: 2 }, () => fc.tuple(shares, fc.constant(null)).map(runTomorrowAt)),
  troubles.map((trouble) =>
    command(`run again${troubleText(trouble)}`, (world) => runChecked(world, trouble)),
  ),
  fc
    .integer({ min: 1, max: 9 })
    .map((days) => command(`run ${days} days ago`, (world) => runOlder(world, days))),
  fc.constant(command("wait out the claim", async (world) => world.wait(20 * 60))),
  fc
    .tuple(fc.constantFrom(null, RULE), fc.integer({ min: 1, max: 12 }), troubles)
    .map(([rule, days, trouble]) =>
      command(`silence ${rule ?? "all"} for ${days} days${troubleText(trouble)}`, (world) =>
        world.silence(trouble, rule, days),
      ),
    ),
  fc
    .tuple(fc.nat(), troubles)
    .map(([at, trouble]) => command(`lift ${at}${troubleText(trouble)}`, (world) => world.lift(trouble, at))),
];

function runLater([days, trouble]: [number, Trouble | null]): Command {
  return command(`run ${days} days later${troubleText(trouble)}`, async (world) => {
    world.wait(days * 86_400);
    await runChecked(world, trouble);
  });
}

function runTomorrowAt([chinese]: [number, null]): Command {
  return command(`run tomorrow at ${chinese} ‰`, async (world) => {
    world.wait(86_400);
    Object.assign(world, { chinese, unknown: 0 });
    await runChecked(world, null);
  });
}

function troubleText(trouble: Trouble | null): string {
  if (typeof trouble === "string") return `, the ${trouble} down`;
  return trouble === null ? "" : `, dying ${trouble.isStepDone ? "after" : "in"} step ${trouble.afterSteps}`;
}

async function runOlder(world: AlertWorld, days: number): Promise<void> {
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
    const order = ["none", "possible", "warning", "critical"];
    expect(order.indexOf(is), "an incomplete run eases nothing").toBeGreaterThanOrEqual(order.indexOf(was));
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
