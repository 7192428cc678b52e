import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identifierSchema } from "../../../../shared/values/identifier.ts";
import { policyOf, ruleOf } from "../../../support/builders.ts";
import { cases } from "../../../support/cases.ts";
import { positionOf } from "../../../support/samples.ts";
import { tell } from "../telling.ts";

/** The command that silences the news of a program, as it is printed. */
function silenceCommand(program: string): string {
  const { text } = tell({
    positions: [positionOf({ program, originCountry: "CN" })],
    policy: policyOf({ rules: [ruleOf({ by: "program" })] }),
  });
  const line = text.split("\n").find((one) => one.includes("chokepoint silence"));
  if (line === undefined) throw new Error("no command silences the news");
  return line.trim();
}

/** The words that a shell makes of a command. */
function words(command: string): string[] {
  const script = `printf '%s\\0' ${command.replace(/^npx chokepoint /, "")}`;
  return execFileSync("bash", ["-c", script], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  })
    .split("\0")
    .slice(0, -1);
}

function groupIn(command: string): string | undefined {
  const all = words(command);
  const at = all.indexOf("--group");
  return at >= 0 ? all[at + 1] : all.find((word) => word.startsWith("--group="))?.slice("--group=".length);
}

describe("the command that silences", () => {
  it("names a time from the day it is pasted on, and a reason that may be sent as it stands", () => {
    expect(words(silenceCommand("IAD-12"))).toEqual([
      "silence",
      "--sector",
      "ai",
      "--rule",
      "china-origin",
      "--group",
      "IAD-12",
      "--until",
      "14d",
      "--reason",
      "looking into it",
    ]);
  });

  it.each([
    ["with a blank", "data centre 12"],
    ["with two blanks and one at the end", "data  centre "],
    ["with quotes and a dollar", `O'Hare "x" $HOME \`date\` \\n`],
    ["with a quote and what is not seen", "it's\u202ehidden\u2028"],
    ["that begins with a hyphen", "-12 north"],
    ["longer than a name on a line", "n".repeat(100)],
    ["in another script", "数据中心 ١٢"],
    ["beyond the basic plane", "🔋\u{e0001}"],
  ])("names a program %s as it is", (_sentence, program) => {
    expect(groupIn(silenceCommand(program))).toBe(program);
  });

  it("names any program as it is", () => {
    const programs = fc.string({ unit: "binary", maxLength: 20 }).filter((text) => {
      return identifierSchema.safeParse(text).success && text.isWellFormed();
    });
    fc.assert(
      fc.property(programs, (program) => {
        expect(groupIn(silenceCommand(program))).toBe(program);
      }),
      cases(60),
    );
  });
});
