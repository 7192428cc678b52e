import fc from "fast-check";
import { expect, it } from "vitest";
import { rank } from "../../../shared/policy/level.ts";
import { runChecked } from "../../support/alert-checks.ts";
import { commands, rules } from "../../support/alert-commands.ts";
import { checkHistory } from "../../support/alert-streams.ts";
import { AlertWorld } from "../../support/alert-world.ts";
import { cases } from "../../support/cases.ts";
import { plainLevel } from "../../support/plain-alert.ts";

const RUNS = 600;
const MOST_COMMANDS = 30;

it("an alert lives as its rule says, whatever the data, the clock, its silences and crashes do", async () => {
  const lives = fc.commands(commands, { maxCommands: MOST_COMMANDS, size: "max" });
  const property = fc.asyncProperty(rules, lives, async (rule, life) => {
    const world = new AlertWorld(rule);
    await fc.asyncModelRun(() => ({ model: {}, real: world }), life);
    await settle(world);
    await checkHistory(world);
  });
  await fc.assert(property, cases(RUNS));
});

/** Lets every claim and silence end, and the same complete data be seen for as long as any rule asks for. */
async function settle(world: AlertWorld): Promise<void> {
  Object.assign(world, { isUnreadable: false, hasData: true, isInPolicy: true });
  const { for: crossings, keep } = world.rule;
  world.wait(30 * 86_400);
  for (let run = 0; run < crossings + keep; run += 1) {
    world.wait(86_400);
    await runChecked(world, null);
  }
  const { alerts, outbox, silences } = world.ledger;
  expect({ outbox, silences }, "nothing is left").toEqual({ outbox: [], silences: [] });
  const level = alerts[0]?.level ?? "none";
  const { chinese, unknown, rule } = world;
  const known = alerts[0]?.lastNotified?.level ?? "none";
  const isKept = rule.isQuiet && level === "possible" && known === "none";
  expect(isKept ? level : known, "readers know what is true").toBe(level);
  if (rule.floor !== undefined && world.tens * 10 < rule.floor) {
    expect(level, "what is too small has no alert").toBe("none");
    return;
  }
  const share = { certain: chinese, possible: chinese + unknown };
  expect(rank(level), "no less than the share stands for").toBeGreaterThanOrEqual(
    rank(plainLevel(share, rule)),
  );
  const most = rank(plainLevel(share, rule, rule.margin));
  expect(rank(level), "nor more than its margin explains").toBeLessThanOrEqual(most);
}
