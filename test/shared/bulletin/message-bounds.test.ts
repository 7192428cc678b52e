import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bulletin, bulletinSchema } from "../../../shared/bulletin/bulletin.ts";
import { type Message, messageOf } from "../../../shared/bulletin/message.ts";
import { publishable } from "../../../shared/bulletin/publishable.ts";
import { MOST_MESSAGE_BYTES, messageBytes, topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { composeDigest } from "../../../shared/digest/digest.ts";
import type { Link } from "../../../shared/supply/link.ts";
import { sentBytes } from "../../../shared/values/fitting.ts";
import { MOST_TEXT_BYTES, shortText } from "../../../shared/values/short-text.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { hostileText } from "../../support/hostile.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { flat, tell } from "./telling.ts";

const LATE = "2026-07-31T06:00:00.000Z";
const policy = policyOf({
  rules: [
    ruleOf({
      id: "china-look-through",
      measure: { kind: "look-through", of: { countries: ["CN"] } },
      above: { warning: 0.1 },
    }),
  ],
});

/** A chain of links into one position; the first supplier stands in China. */
function chainOf(count: number, idOf: (at: number) => string, source: (at: number) => string) {
  const links = Array.from({ length: count }, (_, at): Link => {
    const ends = { supplierId: idOf(at + 1), upstreamId: idOf(at) };
    return { ...ends, input: "cells", originCountry: null, share: 1, source: source(at) };
  });
  const suppliers = Array.from({ length: count + 1 }, (_, at) =>
    supplierOf({ supplierId: idOf(at), name: `${at} ${idOf(at)}`, country: at === 0 ? "CN" : "JP" }),
  );
  return { policy, links, suppliers, positions: [positionOf({ supplierId: idOf(count) })] };
}

const bytesOf = (message: Message) => messageBytes(topicMessage(message));

/** What a queue, a function or an address gets: the document in the envelope of SNS. */
function delivered(message: Message): number {
  const { subject, body, attributes } = topicMessage(message);
  const { sqs } = JSON.parse(body) as { sqs: string };
  const long = Object.entries(attributes).map(([name, { type, value }]) => [
    name,
    { Type: type, Value: value },
  ]);
  const envelope = { Subject: subject, Message: sqs, MessageAttributes: Object.fromEntries(long) };
  return Buffer.byteLength(JSON.stringify(envelope));
}

function expectSendable(message: Message): void {
  expect(bytesOf(message)).toBeLessThan(MOST_MESSAGE_BYTES);
  expect(delivered(message)).toBeLessThan(MOST_MESSAGE_BYTES);
  // One SMS has 140 bytes.
  expect(Buffer.byteLength(message.subject)).toBeLessThan(140);
}

describe("a message stays well under what SNS takes, and readable, with", () => {
  it.each([
    ["300 links with long names", 300, (at: number) => `${at}${"電".repeat(200)}`],
    ["3,000 links with short names", 3000, (at: number) => `s${at}`],
  ])("a chain of %s", (_name, count, idOf) => {
    const bulletin = tell(chainOf(count, idOf, (at) => `source ${at} ${"x".repeat(900)}`));
    expectSendable(messageOf(bulletin, LATE));
    expect(flat(bulletin.text)).toContain(` (${count - 6} more steps) `);
    expect(flat(bulletin.text)).toContain(`; and ${count - 3} more.`);
    expect(bulletin.text.length).toBeLessThan(8000);
  });

  it("a hundred rules with the longest texts, each of which is told", () => {
    const rules = Array.from({ length: 100 }, (_, at) =>
      ruleOf({
        id: `r${at}-${"x".repeat(90)}`,
        title: "電".repeat(60),
        why: "電".repeat(1000),
        source: "電".repeat(500),
      }),
    );
    const positions = [positionOf({ originCountry: "CN" })];
    const bulletin = tell({ positions, policy: policyOf({ title: "電".repeat(100), rules }) });
    const message = messageOf(bulletin, LATE);
    expectSendable(message);
    // Also one who only asked for the hundredth rule hears of it.
    expect(message.rules).toHaveLength(100);
    expect(bulletin.events.length + bulletin.moreEvents).toBe(100);
    expect(bulletin.text).toContain("\n  and 79 more\n");
    expect(bulletin.text).toMatch(/\nbulletin .+\nassessment .+\ninput .+\npolicy .+\nchokepoint .+\n$/);
  });

  it("two hundred sectors in a digest, which says how many it does not list", () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      policyOf({ sector: `s${at}`, title: "電".repeat(100) }),
    );
    const message = composeDigest(
      many.map((one) => ({ policy: one, problem: '"'.repeat(5000) })),
      { today: "2026-08-01", place: null, version: "1" },
    );
    expectSendable(message);
    const { sectors, moreSectors } = message.document as { sectors: unknown[]; moreSectors: number };
    expect(sectors.length + moreSectors).toBe(200);
    expect(message.text).toContain("more sections: the whole is too long to send");
  });
});

describe("a bulletin that an earlier version has left behind", () => {
  const left: Bulletin = {
    ...tell({ positions: [positionOf({ originCountry: "CN" })] }),
    text: `CRITICAL  Made in China [china-origin]: 100.0 %, limit 65 %, NEW\n\nHOW IT GETS IN\n${"  a > b\n".repeat(40_000)}\nbulletin b\nassessment a\n`,
  };

  it("is the very same where SNS takes it", () => {
    const small = tell({ positions: [positionOf({ originCountry: "CN" })] });
    expect(publishable(small)).toBe(small);
  });

  it("is reduced to its news where it is too long, and says what was left out", () => {
    expect(bytesOf(messageOf(left))).toBeGreaterThan(256 * 1024);
    const sent = publishable(left);
    expect(sent).toMatchObject({ id: left.id, subject: left.subject, events: left.events });
    expectSendable(messageOf(sent, LATE));
    const [news, chains, ids] = sent.text.split("\n\n");
    expect(news).toBe("CRITICAL  Made in China [china-origin]: 100.0 %, limit 65 %, NEW");
    expect(chains).toMatch(
      /^HOW IT GETS IN\n( {2}a > b\n)+ {2}and \d{5} more lines: the whole is too long to send$/,
    );
    expect(ids).toBe("bulletin b\nassessment a\n");
    expect(bulletinSchema.parse(sent)).toEqual(sent);
  });

  it.each([
    ["is too long", "x".repeat(300), `${"x".repeat(96)}...`],
    ["holds a line break", "[WARNING] AI\nBcc: all@example.com", "[WARNING] AI Bcc: all[@]example[.]com"],
    ["is empty", "", "[CRITICAL] news of ai"],
  ])("gets a subject that SNS takes where it %s", (_name, subject, expected) => {
    expect(publishable({ ...left, subject }).subject).toBe(expected);
  });

  it("lists as many events as have room, and keeps the rules of the others for filter policies", () => {
    const [event] = left.events;
    if (event === undefined) throw new Error("no event");
    const events = Array.from({ length: 5000 }, (_, at) => ({
      ...event,
      rule: `r${at % 50}`,
      group: "電".repeat(200),
    }));
    const sent = publishable({ ...left, events });
    expect(sent.events.length + sent.moreEvents).toBe(5000);
    expect(new Set(messageOf(sent).rules).size).toBe(50);
    expectSendable(messageOf(sent, LATE));
  });
});

describe("a shortened text", () => {
  const line = hostileText.map((text) => text.replaceAll(/\n/g, " "));
  const section = fc.array(line, { minLength: 1, maxLength: 6 });
  const long = fc
    .tuple(section, fc.integer({ min: 1, max: 60 }))
    .map(([lines, times]) => Array.from({ length: times }, () => lines).flat());
  const texts = fc
    .array(fc.oneof(section, long), { minLength: 1, maxLength: 60 })
    .map((sections) => `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`);

  it("takes no more than it may, whatever it was", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 6000, max: MOST_TEXT_BYTES }), (text, most) => {
        expect(sentBytes(shortText(text, most))).toBeLessThanOrEqual(most);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps small sections whole, and takes lines of the longest only", () => {
    const small = "SMALL\n  one\n  two";
    const text = `NEWS\n\n${small}\n\nLONG\n${"  x\n".repeat(5000)}  and 7 more\n\nids\n`;
    const [news, kept, cut, ids] = shortText(text, 2000).split("\n\n");
    expect([news, kept, ids]).toEqual(["NEWS", small, "ids\n"]);
    const [, shown = "", left = ""] =
      /^LONG\n((?: {2}x\n)+) {2}and (\d+) more lines: .+\n {2}and 7 more$/.exec(cut ?? "") ?? [];
    expect(shown.split("\n").length - 1 + Number(left)).toBe(5000);
  });
});
