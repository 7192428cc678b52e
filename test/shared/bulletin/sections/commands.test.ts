import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Acknowledgement } from "../../../../shared/alerts/acknowledgement.ts";
import { identifierSchema } from "../../../../shared/values/identifier.ts";
import { policyOf, ruleOf } from "../../../support/builders.ts";
import { cases } from "../../../support/cases.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";
import { flat, tell } from "../telling.ts";

/** The command that silences or acknowledges the news of a program, as it is printed. */
function commandFor(program: string, name: "silence" | "ack" = "silence"): string {
  const { text } = tell({
    positions: [positionOf({ program, originCountry: "CN" })],
    policy: policyOf({ rules: [ruleOf({ by: "program" })] }),
  });
  const line = text.split("\n").find((one) => one.includes(`chokepoint ${name} `));
  if (line === undefined) throw new Error("no such command");
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
    expect(words(commandFor("IAD-12"))).toEqual([
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
  ])("names a program %s as it is, as the one that acknowledges does", (_sentence, program) => {
    expect(groupIn(commandFor(program))).toBe(program);
    expect(groupIn(commandFor(program, "ack"))).toBe(program);
  });

  it("names any program as it is", () => {
    const programs = fc.string({ unit: "binary", maxLength: 20 }).filter((text) => {
      return identifierSchema.safeParse(text).success && text.isWellFormed();
    });
    fc.assert(
      fc.property(programs, (program) => {
        expect(groupIn(commandFor(program))).toBe(program);
      }),
      cases(60),
    );
  });
});

describe("the command that simulates", () => {
  const suppliers = ["catl", "byd"].map((supplierId) =>
    supplierOf({ supplierId, name: supplierId, country: "CN", region: ["fujian"] }),
  );
  const positions = [
    positionOf({ supplierId: "catl", originCountry: "CN", exposure: 60 }),
    positionOf({ positionId: "P-2", supplierId: "byd", originCountry: "CN", exposure: 40 }),
  ];

  it.each(["owner", "country"] as const)(
    "removes the worst %s for a loss by one, not a place that costs more",
    (of) => {
      const rules = [ruleOf({ measure: { kind: "loss", of } })];
      const { text } = tell({ positions, suppliers, policy: policyOf({ rules }) });
      const removed = of === "owner" ? "owner:catl" : "country:CN";
      expect(text).toContain(`npx chokepoint simulate --sector ai --remove ${removed} --as-of`);
    },
  );
});

describe("the command that acknowledges", () => {
  const acknowledged: Acknowledgement = {
    id: "a1",
    rule: "china-origin",
    group: null,
    level: "critical",
    until: null,
    by: "ada",
    reason: "a second source is on its way",
    since: "2026-07-20T09:00:00.000Z",
  };
  const bought = (chinese: number) => [
    positionOf({ originCountry: "CN", exposure: chinese * 100 }),
    positionOf({ originCountry: "JP", exposure: (100 - chinese) * 100 }),
  ];
  const before = { asOf: "2026-07-24", positions: bought(70) };

  it("is printed for an alert that is open", () => {
    expect(tell({ positions: bought(70) }).text).toContain(
      '    npx chokepoint ack china-origin --sector ai --reason "looking into it"\n',
    );
  });

  it("is not printed for one that is over", () => {
    const { text } = tell(before, { positions: bought(10) });
    expect(text).not.toMatch(/chokepoint (ack|silence)/);
  });

  it("is not printed for one that is acknowledged: the e-mail says by whom", () => {
    const { text } = tell(before, { positions: bought(30), acknowledgements: [acknowledged] });
    expect(text).not.toContain("chokepoint ack");
    expect(text).toContain("chokepoint silence");
    expect(flat(text.split("\n\n")[0] ?? "")).toContain(
      "EASED to WARNING: limit 25 %. Better than critical, open since the first look (24 Jul 2026). Acknowledged by ada: a second source is on its way.",
    );
  });
});
