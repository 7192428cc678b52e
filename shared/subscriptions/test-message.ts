import type { Message } from "../bulletin/message.ts";
import { shortenSubject, toAscii } from "../bulletin/subject-line.ts";
import type { Level } from "../policy/level.ts";
import { type CommandPlace, callOf, placeFlag, whereToRun } from "../text/command.ts";
import { wrapped } from "../text/wrapped.ts";
import { dayOf } from "../values/day.ts";
import type { RuleId, SectorId } from "../values/identifier.ts";
import { lineOf, plainText } from "../values/one-line.ts";

/** What a test message is like: an alert that was raised, or news for operators. */
export type TestOf =
  | { topic: "alerts"; sector: SectorId; label: string; level: Exclude<Level, "none">; rule: RuleId | null }
  | { topic: "operations" };

export interface TestOptions {
  now: Date;
  /** Whether a schedule sends it. */
  isMonthly: boolean;
  place: CommandPlace;
  chokepoint: string;
}

const NOTHING = "TEST: nothing happened, no answer needed";

/** A message that is plainly a test, with the attributes and the fields of a real one. */
export function composeTest(test: TestOf, options: TestOptions): Message {
  const { now } = options;
  const id = `test-${now.toISOString()}`;
  const subject = shortenSubject(toAscii(`${NOTHING} (${about(test)}`), ")");
  const text = plainText(textOf(test, options, id));
  const head = { schemaVersion: 1, kind: "test", id };
  if (test.topic === "operations") {
    return {
      ...{ id, sectors: [], level: "warning", worst: "warning", events: ["operations"], rules: [] },
      ...{ subject, text },
      document: { ...head, at: now.toISOString(), found: [], still: [], solved: [], published: [], more: 0 },
    };
  }
  const { sector, level, rule } = test;
  const event = {
    event: "raised",
    rule,
    group: null,
    level,
    observed: null,
    limit: null,
    limitsBefore: null,
    reason: "a test: nothing happened",
  };
  const bulletin = { sector, asOf: dayOf(now), assessment: id, level, worst: level };
  return {
    ...{ id, sectors: [sector], level, worst: level, events: ["raised"], rules: rule === null ? [] : [rule] },
    ...{ subject, text },
    document: { ...head, ...bulletin, events: [event], moreEvents: 0, subject, text },
  };
}

const LONGEST_LABEL = 24;

function about(test: TestOf): string {
  return test.topic === "operations" ? "operations" : `${lineOf(test.label, LONGEST_LABEL)}, ${test.level}`;
}

function textOf(test: TestOf, { isMonthly, place, chokepoint }: TestOptions, id: string): string {
  const paragraphs = [
    `${NOTHING}.`,
    reachText(test),
    isMonthly
      ? "It is sent every month, so that you notice when nothing reaches you any more."
      : "Somebody sent it by hand, to see who gets such a message.",
  ];
  const command = `  ${callOf(place)} test-notification${flagsOf(test)}${placeFlag(place)} --dry-run`;
  return `${[
    ...paragraphs.map((paragraph) => wrapped(paragraph).join("\n")),
    [`Who gets it, and why others do not:`, command, ...wrapped(whereToRun(place))].join("\n"),
    `${id}\nchokepoint ${chokepoint}`,
  ].join("\n\n")}\n`;
}

function flagsOf(test: TestOf): string {
  if (test.topic === "operations") return " --topic operations";
  const rule = test.rule === null ? "" : ` --rule ${test.rule}`;
  return ` --sector ${test.sector} --level ${test.level}${rule}`;
}

function reachText(test: TestOf): string {
  if (test.topic === "operations")
    return "Messages like this one reach you here: about problems of Chokepoint itself.";
  const rule = test.rule === null ? "" : `, of the rule ${test.rule}`;
  return `Messages like this one reach you here: about a new alert of ${test.sector} at level ${test.level}${rule}.`;
}
