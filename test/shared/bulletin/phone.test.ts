import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../../shared/bulletin/message.ts";
import { topicMessage } from "../../../shared/bulletin/topic-message.ts";
import type { CommandPlace } from "../../../shared/text/command.ts";
import { seenLength } from "../../../shared/values/one-line.ts";
import { cases } from "../../support/cases.ts";
import { lives } from "./lives.ts";
import { type Run, runAll } from "./telling.ts";

/** What is true of every e-mail about a rule, whatever the supply and its rules are. */
function everyEmail(
  holds: (email: { subject: string; text: string; sent: string }) => void,
  place: CommandPlace = null,
): void {
  fc.assert(
    fc.property(lives, (runs) => {
      const { bulletin } = runAll(...runs.map((run) => ({ ...run, place })));
      if (bulletin === null || bulletin.events[0]?.observed == null) return;
      const { email } = JSON.parse(topicMessage(messageOf(bulletin)).body) as { email: string };
      holds({ subject: bulletin.subject, text: bulletin.text, sent: email });
    }),
    cases(300),
  );
}

const beforeCommands = (text: string) => text.slice(0, text.indexOf("\nCOMMANDS\n"));

describe("an e-mail on a phone", () => {
  it("has a subject of ASCII that shows level, sector and number in its first 40 characters", () => {
    everyEmail(({ subject }) => {
      expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
      expect(subject.slice(0, 40)).toMatch(/^\[[A-Z ]+\] \S.*: .*\d/);
    });
  });

  it("has no line over 60 characters before its commands", () => {
    everyEmail(({ text }) => {
      const long = beforeCommands(text)
        .split("\n")
        .filter((line) => seenLength(line) > 60);
      expect(long).toEqual([]);
    });
  });

  it("has money beside the share in its first lines", () => {
    everyEmail(({ text }) => {
      const [lead = ""] = text.split("\n\n");
      const [claim = "", ...others] = lead.split("\n");
      if (claim.includes(" % of ")) expect(others.join(" ")).toMatch(/^.*USD [\d.]+( [kMB])?.* of [\d.]+/);
    });
  });

  it("can be broken at any blank without breaking an amount, a percentage or a day", () => {
    everyEmail(({ sent }) => {
      const text = beforeCommands(sent);
      expect(text).not.toMatch(
        /\b(USD|EUR|kWh|HHI|limit) \d|\d (%|[kMB]\b|points?\b|days?\b)|\d (Jul|Aug) 20/,
      );
    });
  });

  it.each(["npx chokepoint", "team limit 3 days"])(
    "is sent with the very commands that are stored, where %s calls them",
    (call) => {
      everyEmail(
        ({ text, sent }) => {
          const commands = (all: string) => all.split("\n").filter((line) => line.trim().startsWith(call));
          expect(commands(text).length).toBeGreaterThan(1);
          expect(commands(sent)).toEqual(commands(text));
        },
        { stack: "Chokepoint", call },
      );
    },
  );
});

describe("the words of a rule in a subject", () => {
  const stem = (subject: string) =>
    subject
      .replace(/^\[[^\]]*\] /, "")
      .replace(/(CRITICAL|WARNING|POSSIBLE), |(at most|up to) |[\d.]+%|, \d+ more| \(.*/g, "");

  it("stay the same whatever happens to it, so that mail programs put them together", () => {
    const run = (asOf: string, chinese: number): Run => ({
      asOf,
      positions: [chinese, 100 - chinese].map((exposure, at) => ({
        positionId: `P-${at}`,
        sector: "ai",
        supplierId: "maker",
        item: "bess",
        originCountry: at === 0 ? "CN" : "JP",
        exposure: (exposure * 100) as never,
        date: "2026-07-15",
        periodStart: null,
        program: null,
        source: "invoices",
      })),
    });
    const days = [30, 70, 30, 10].map((chinese, at) => run(`2026-07-${20 + at}`, chinese));
    const subjects = days.map((_, at) => runAll(...days.slice(0, at + 1)).bulletin?.subject ?? "");
    expect(subjects.map((one) => one.slice(0, 10))).toEqual([
      "[WARNING] ",
      "[WORSE] AI",
      "[EASED] AI",
      "[RESOLVED]",
    ]);
    expect(new Set(subjects.map(stem)).size).toBe(1);
  });
});
