import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { historyLines } from "../../cli/text/history.ts";
import { publishInput } from "../../functions/aws/sns/publish-input.ts";
import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import type { Alert } from "../../shared/alerts/alert.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Silence } from "../../shared/alerts/silence.ts";
import { type Message, messageOf } from "../../shared/bulletin/message.ts";
import { MOST_MESSAGE_BYTES, messageBytes, topicMessage } from "../../shared/bulletin/topic-message.ts";
import { composeDigest } from "../../shared/digest/digest.ts";
import { emptyLedger } from "../../shared/recompute/ledger.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { composeWatchMessage } from "../../shared/watchdog/message.ts";
import { tell } from "../shared/bulletin/telling.ts";
import { alertOf, policyOf, ruleOf } from "../support/builders.ts";
import { cases } from "../support/cases.ts";
import { CASES, expectNoLinks, expectPlainLines, hostileText } from "../support/hostile.ts";
import { samplePolicies } from "../support/sample-policies.ts";
import { positionOf, supplierOf } from "../support/samples.ts";

const EACH = cases(CASES / 4);

/** How our own lines begin; what is indented may hold names, and stands behind a word of ours or a figure. */
const OWN_LINE =
  /^(\d[\d.]* (to \d[\d.]* )?%|CRITICAL|WARNING|POSSIBLE|STILL|RESOLVED|CLOSED|NO DATA|EXAMPLE|ALSO (NEW|OPEN)|BIGGEST |WHAT |HOW |BEFORE|WHY|IF NOTHING CHANGES|COMMANDS|THE PAGES?|NEXT|LASTING|Below: |NEW|SOLVED|PUBLISHED LATE|OPEN|SILENCED|MEASURES|AHEAD|No alert|=== |bulletin |assessment |assessed |input |policy |chokepoint |digest-|watchdog-|and \d|How the sectors|News comes|was never|could not be read|USD |newest (position|purchase)|With | {2})/;

/** A text with every name from outside in it reads line by line like the same text with plain names. */
function expectOwnLines(text: string, plain: string): void {
  expectPlainLines(text);
  expectNoLinks(text);
  const lines = text.split("\n");
  for (const line of lines)
    if (line !== "" && !OWN_LINE.test(line)) expect.fail(`not ours: ${JSON.stringify(line)}`);
  // What stands further in goes on with a line, and a long name has more of them.
  const titles = (all: string[]) => all.filter((line) => !line.startsWith("  ")).length;
  expect(titles(lines)).toBe(titles(plain.split("\n")));
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function expectPublishable(message: Message): void {
  expect(message.subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,99}$/);
  expectNoLinks(message.subject);
  const { Message: sent = "" } = publishInput(message, "arn:aws:sns:us-east-1:123456789012:alerts");
  // Machines get the names as they are stored, and nothing that a viewer would follow.
  expect(sent.replaceAll(/[\u2068\u2069]/g, "")).not.toMatch(UNSEEN);
  expect(messageBytes(topicMessage(message))).toBeLessThan(MOST_MESSAGE_BYTES);
}

/** A name as an import would let it in: without control characters, and not too long. */
const id = hostileText.map((text) => text.replaceAll(/\p{Cc}/gu, "").slice(0, 256) || "maker");
const name = hostileText.map((text) => text.slice(0, 500) || "?");

interface Names {
  ids: string[];
  name: string;
  program: string;
  source: string;
  by: string;
  reason: string;
}
const names: fc.Arbitrary<Names> = fc.record({
  ids: fc.uniqueArray(id, { minLength: 3, maxLength: 3 }),
  name,
  program: id,
  source: name.filter((text) => !text.startsWith("illustrative")),
  by: hostileText.map((text) => text.slice(0, 200)),
  reason: hostileText.map((text) => text.slice(0, 200)),
});
const PLAIN: Names = { ids: ["a", "b", "c"], name: "A", program: "P", source: "s", by: "x", reason: "r" };

const policy = policyOf({
  rules: [
    ruleOf({
      id: "program",
      by: "program",
      measure: { kind: "top", facet: "owner", n: 1 },
      above: { critical: 0.5 },
    }),
    ruleOf({ id: "owner", measure: { kind: "top", facet: "owner", n: 1 }, above: { critical: 0.5 } }),
    ruleOf({ id: "loss", measure: { kind: "loss", of: "owner" }, above: { warning: 0.1 } }),
    ruleOf({
      id: "china",
      measure: { kind: "look-through", of: { countries: ["CN"] } },
      above: { warning: 0.1 },
    }),
    ruleOf({ id: "hidden", measure: { kind: "hhi", facet: "owner" }, above: { warning: 100 } }),
  ],
});

function bulletinOf({
  ids: [seller = "", owner = "", upstream = ""],
  name,
  program,
  source,
  by,
  reason,
}: Names) {
  const silence: Silence = {
    id: "s1",
    rule: "hidden",
    group: null,
    until: "2026-09-30",
    by,
    reason,
    since: "2026-07-01T00:00:00.000Z",
  };
  return tell({
    policy,
    positions: [positionOf({ supplierId: seller, program, source })],
    suppliers: [
      supplierOf({ supplierId: seller, name, parentId: owner, parentStake: 0.9 }),
      supplierOf({ supplierId: owner, name }),
      supplierOf({ supplierId: upstream, name, country: "CN" }),
    ],
    links: [
      { supplierId: seller, input: "cells", upstreamId: upstream, originCountry: null, share: 0.9, source },
    ],
    silences: [silence],
    acknowledgements: [{ ...silence, rule: "hidden", level: "warning" }],
  });
}

describe("whatever names come from outside, every line is ours, and SNS takes it:", () => {
  it("a bulletin", () => {
    const plain = bulletinOf(PLAIN).text;
    expect(plain.replace(/\s+/g, " ")).toContain(
      `Acknowledged by ${PLAIN.by} until 30 Sep 2026: ${PLAIN.reason}`,
    );
    const edge = fc.property(names, (given) => {
      const bulletin = bulletinOf(given);
      expectOwnLines(bulletin.text, plain);
      expectPublishable(messageOf(bulletin, "2026-07-31T06:00:00.000Z"));
    });
    fc.assert(edge, EACH);
  });

  const acknowledged = ({ id, rule, group, ...silence }: Silence): Acknowledgement => ({
    ...silence,
    ...{ id, rule: rule ?? "", group, level: "warning" },
  });

  const digest = (alerts: Alert[], silences: Silence[], problem: string) =>
    composeDigest(
      [
        {
          policy,
          ledger: {
            ...emptyLedger("ai"),
            alerts,
            silences,
            acknowledgements: alerts.flatMap(({ rule }) =>
              silences.map((one) => acknowledged({ ...one, rule })),
            ),
          },
          earlier: [],
          unreadable: NOTHING_UNREADABLE,
        },
        { policy, problem },
      ],
      { today: "2026-08-01", place: { stack: "S" }, version: "1" },
    );

  it("a digest", () => {
    const silenceOf = (by: string, reason: string, group: string): Silence => ({
      id: "s1",
      rule: "owner",
      group,
      until: "2026-09-30",
      by,
      reason,
      since: "2026-07-01T00:00:00.000Z",
    });
    const plain = digest([alertOf({ group: "g" })], [silenceOf("x", "r", "g")], "p").text;
    const edge = fc.property(names, hostileText, ({ program, by, reason }, problem) => {
      const message = digest([alertOf({ group: program })], [silenceOf(by, reason, program)], problem);
      expectOwnLines(message.text, plain);
      expectPublishable(message);
    });
    fc.assert(edge, EACH);
  });

  it("what the watchdog tells", () => {
    const look = (text: string, key: string, published: string[]) => {
      const problem = {
        key,
        look: "l",
        sector: null,
        text,
        since: "2026-07-31T06:00:00.000Z",
        toldAt: null,
        commands: [],
      };
      const options = { now: new Date("2026-08-01"), published, place: { stack: "S" }, chokepoint: "1" };
      return composeWatchMessage(
        { found: [problem], still: [problem], solved: [problem] },
        options,
      ) as Message;
    };
    const plain = look("t", "k", ["ai-1"]).text;
    const edge = fc.property(hostileText, hostileText, (text, key) => {
      const message = look(text, key, ["ai-1"]);
      expectOwnLines(message.text, plain);
      expectPublishable(message);
    });
    fc.assert(edge, EACH);
  });

  it("the history", () => {
    const record = (group: string, by: string, reason: string): HistoryRecord => ({
      asOf: "2026-07-31",
      at: "2026-07-31T06:00:00.000Z",
      rule: "owner",
      group,
      event: "silenced",
      level: "none",
      observed: null,
      limit: null,
      reason,
      published: false,
      silence: "s1",
      by,
    });
    const edge = fc.property(names, ({ program, by, reason }) => {
      const lines = historyLines(
        { sector: "ai", events: [record(program, by, reason)] },
        samplePolicies,
        null,
      );
      expect(lines).toHaveLength(4);
      for (const line of lines) expectPlainLines(stripVTControlCharacters(line));
    });
    fc.assert(edge, EACH);
  });
});
