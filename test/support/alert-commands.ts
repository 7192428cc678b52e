import fc from "fast-check";
import { runChecked, runOlder } from "./alert-checks.ts";
import { type AlertWorld, RULE } from "./alert-world.ts";
import type { PlainRule } from "./plain-alert.ts";
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
  { weight: 1, arbitrary: fc.constantFrom("publisher" as const, "bus" as const, "history" as const) },
);
const shares = fc.oneof(
  fc.constantFrom(0, 200, 220, 221, 249, 250, 251, 400, 600, 620, 621, 649, 650, 651, 900),
  fc.nat({ max: 900 }),
);

// Below, at and above the sizes that a supply has.
const floors = fc.constantFrom(undefined, undefined, 15, 20);
const sizes = fc.constantFrom(1, 2, 2, 3);

interface Tomorrow {
  chinese: number;
  unknown: number;
  tens: number;
  floor: number | undefined;
  definition: string;
  isUnreadable: boolean;
  silence: number | null;
  isAcknowledged: boolean;
}

// What most days are like: enough of them that what is rare meets what is rare.
const tomorrows: fc.Arbitrary<Tomorrow> = fc.record({
  chinese: shares,
  unknown: fc.constantFrom(0, 0, 0, 100),
  tens: sizes,
  floor: floors,
  definition: fc.constantFrom("china", "china", "china", "both"),
  isUnreadable: fc.nat({ max: 3 }).map((one) => one === 0),
  silence: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
  ),
  isAcknowledged: fc.nat({ max: 4 }).map((one) => one === 0),
});

/** A rule of any temper. */
export const rules: fc.Arbitrary<PlainRule> = fc.record({
  definition: fc.constant("china"),
  isQuiet: fc.boolean(),
  for: fc.integer({ min: 1, max: 3 }),
  keep: fc.integer({ min: 1, max: 4 }),
  margin: fc.constantFrom(0, 30, 100),
  remindEveryDays: fc.constantFrom(undefined, 1, 3, 7),
  warning: fc.constant(250),
  critical: fc.constant(650),
  floor: floors,
});

/** Everything that can happen to a sector. */
export const commands: fc.Arbitrary<Command>[] = [
  shares.map((chinese) => change(`${chinese} ‰ from China`, { chinese, unknown: 0 })),
  fc.nat({ max: 100 }).map((unknown) => change(`${unknown} ‰ from nobody knows where`, { unknown })),
  fc.boolean().map((isUnreadable) => change(isUnreadable ? "unreadable" : "readable", { isUnreadable })),
  fc.boolean().map((hasData) => change(hasData ? "data" : "no data", { hasData })),
  fc.boolean().map((isInPolicy) => change(isInPolicy ? "rule restored" : "rule removed", { isInPolicy })),
  fc.boolean().map((isStale) => change(isStale ? "stale" : "fresh", { isStale })),
  fc.tuple(fc.constantFrom("china", "both"), fc.boolean()).map(([definition, isQuiet]) =>
    command(`measures ${definition}${isQuiet ? ", quiet" : ""}`, async (world) => {
      world.rule = { ...world.rule, definition, isQuiet };
    }),
  ),
  sizes.map((tens) => change(`${tens} times ten dollars`, { tens })),
  floors.map((floor) =>
    command(`a floor of ${floor ?? "nothing"}`, async (world) => {
      world.rule = { ...world.rule, floor };
    }),
  ),
  fc.tuple(fc.constantFrom(200, 250, 300), fc.constantFrom(600, 650)).map(([warning, critical]) =>
    command(`limits ${warning} and ${critical}`, async (world) => {
      world.rule = { ...world.rule, warning, critical };
    }),
  ),
  ...Array.from({ length: 4 }, () => fc.tuple(fc.integer({ min: 1, max: 5 }), troubles).map(runLater)),
  ...Array.from({ length: 8 }, () => tomorrows.map(runTomorrow)),
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
    .tuple(fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }), troubles)
    .map(([days, trouble]) =>
      command(`acknowledge for ${days ?? "any number of"} days${troubleText(trouble)}`, (world) =>
        world.acknowledge(trouble, days),
      ),
    ),
  troubles.map((trouble) => command(`withdraw${troubleText(trouble)}`, (world) => world.withdraw(trouble))),
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

function runTomorrow({ chinese, unknown, tens, definition, isUnreadable, ...asked }: Tomorrow): Command {
  const { silence, isAcknowledged, floor } = asked;
  const known = isAcknowledged ? ", acknowledged" : "";
  const text = `${isUnreadable ? ", unreadable" : ""}${silence === null ? "" : `, silenced for ${silence} days`}${known}`;
  const what = `${chinese} and ${unknown} ‰ of ${tens} times ten dollars`;
  return command(`run tomorrow at ${what} by ${definition} from ${floor ?? 0} on${text}`, async (world) => {
    Object.assign(world, { chinese, isUnreadable, unknown, tens, hasData: true, isInPolicy: true });
    world.rule = { ...world.rule, definition, floor };
    if (silence !== null) await world.silence(null, RULE, silence);
    if (isAcknowledged) await world.acknowledge(null, null);
    world.wait(86_400);
    await runChecked(world, null);
  });
}

function troubleText(trouble: Trouble | null): string {
  if (typeof trouble === "string") return `, the ${trouble} down`;
  return trouble === null ? "" : `, dying ${trouble.isStepDone ? "after" : "in"} step ${trouble.afterSteps}`;
}
