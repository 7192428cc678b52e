import { execFileSync } from "node:child_process";
import type { Command } from "commander";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createProgram } from "../../cli/create-command.ts";
import { commands } from "../../cli/run.ts";
import type { Measure } from "../../shared/policy/measure.ts";
import { emptyLedger } from "../../shared/recompute/ledger.ts";
import { type CommandPlace, callOf } from "../../shared/text/command.ts";
import { missingTold } from "../../shared/text/missing.ts";
import { unreadableRemedy } from "../../shared/text/unreadable.ts";
import { unwatchedTold } from "../../shared/text/unwatched.ts";
import { asMinor } from "../../shared/values/exposure.ts";
import { findOutsideIndex, findStale } from "../../shared/watchdog/findings.ts";
import { runAll } from "../shared/bulletin/telling.ts";
import { policyOf, refusalOf, ruleOf } from "../support/builders.ts";
import { cases } from "../support/cases.ts";
import { worlds } from "../support/supply-worlds.ts";

/** The real command line, of which no command does anything. */
async function idleProgram(): Promise<Command> {
  const program = createProgram("0.0.0");
  const policies = { folder: "policies", policies: new Map([["ai", policyOf()]]) };
  for (const load of new Set(commands.values())) {
    const add = await load();
    if (!program.commands.some((one) => one.name() === add.name)) add(program, policies, () => undefined);
  }
  const idle = (command: Command): void => {
    if (command.commands.length === 0) command.action(() => undefined);
    command.commands.forEach(idle);
  };
  program.commands.forEach(idle);
  return program;
}

/** The words that a shell makes of commands. */
function wordsOf(printed: string[], place: CommandPlace): string[][] {
  const said = printed.map((one) => one.trim().slice(`${callOf(place)} `.length));
  const script = said.map((one) => `printf '%s\\0' ${one} $'\\n'`);
  const options = { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } } as const;
  return execFileSync("bash", ["-c", script.join("\n")], options)
    .split("\0\n\0")
    .filter((one) => one !== "")
    .map((one) => one.split("\0"));
}

const places: CommandPlace[] = [
  null,
  { stack: "Chokepoint" },
  { stack: "Chokepoint", pages: "pages-1" },
  { dir: "my data", policies: "own rules" },
  { stack: "Chokepoint", call: "docker run --rm 'team image'" },
];

describe("every command of an e-mail", () => {
  it("is one that the command line takes as it is printed", async () => {
    const measure: Measure = { kind: "look-through", of: { countries: ["CN", "JP"] } };
    const loss: Measure = { kind: "loss", of: "owner" };
    const rules = [
      ruleOf({ id: "a", measure, above: { warning: 0.1 }, by: "item" }),
      ruleOf({ id: "b", measure: loss, above: { warning: 0.1 } }),
    ];
    const property = fc.asyncProperty(
      worlds({ cycles: true }),
      fc.constantFrom(...rules),
      fc.constantFrom(...places),
      async ({ positions, suppliers, links }, rule, place) => {
        const policy = policyOf({ rules: [rule] });
        const run = { positions, suppliers, links, policy, unreadable: 1, refusals: [refusalOf()], place };
        const { bulletin } = runAll(run);
        const lines = bulletin?.text.split("\n") ?? [];
        const printed = lines.filter((line) => line.trim().startsWith(`${callOf(place)} `));
        if (bulletin !== null) expect(printed.length).toBeGreaterThan(4);
        for (const words of wordsOf(printed, place)) {
          await (await idleProgram()).parseAsync(words, { from: "user" });
        }
      },
    );
    await fc.assert(property, cases(50));
  });
});

describe("every command of a message to operators", () => {
  it.each(places)("is one that the command line takes as it is printed (%j)", async (place) => {
    const when = { brought: null, since: "2026-07-24", foundAt: "2026-07-31T06:00:00.000Z" } as const;
    const lost = { importId: "0mqh8c002-00000a", exposure: asMinor(100), cells: null, isConfirmable: true };
    const missing = { exposure: 1, imports: [{ ...when, ...lost, exposure: 1 }], moreImports: 0 };
    const bad = { count: 9, first: [{ key: "positions/ai#03/P-1", problem: "it is damaged" }] };
    const told = [
      unwatchedTold("ai", 2, place),
      missingTold(missing, "ai", "USD", place),
      unreadableRemedy(bad, place),
      unreadableRemedy(
        { count: 1, first: [{ key: "positions/ai#03/a b", problem: "it is damaged" }] },
        place,
      ),
      { commands: findStale(emptyLedger("ai"), new Date(), { staleAfterDays: 2, place })[0]?.commands ?? [] },
      { commands: findOutsideIndex({ stored: 2, indexed: 1 }, place)[0]?.commands ?? [] },
    ];
    const printed = told.flatMap(({ commands: all }) => all.map(({ command }) => command));
    expect(printed.length).toBeGreaterThan(6);
    for (const words of wordsOf(printed, place)) {
      await (await idleProgram()).parseAsync(words, { from: "user" });
    }
  });
});
