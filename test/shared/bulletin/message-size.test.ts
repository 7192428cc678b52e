import { describe, expect, it } from "vitest";
import { publishInput } from "../../../functions/aws/sns/publish-input.ts";
import { type Message, messageOf } from "../../../shared/bulletin/message.ts";
import { MOST_MESSAGE_BYTES, messageBytes, topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { composeDigest } from "../../../shared/digest/digest.ts";
import { emptyLedger } from "../../../shared/recompute/ledger.ts";
import { NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";
import { composeWatchMessage } from "../../../shared/watchdog/message.ts";
import { alertOf, policyOf, ruleOf } from "../../support/builders.ts";
import { positionOf } from "../../support/samples.ts";
import { tell } from "./telling.ts";

const MANY = Array.from({ length: 1000 }, (_, at) => at);
/** As long as a name may be, and of characters that take the most bytes. */
const longest = (at: number) => `${at}${"電".repeat(250)}`;

const publish = (message: Message) => {
  publishInput(message, "topic");
  expect(messageBytes(topicMessage(message))).toBeLessThan(MOST_MESSAGE_BYTES);
};

describe("SNS takes", () => {
  it("a bulletin about a thousand programs with the longest names", () => {
    const positions = MANY.map((at) =>
      positionOf({ positionId: `P-${at}`, program: longest(at), originCountry: "CN" }),
    );
    const bulletin = tell({ positions, policy: policyOf({ rules: [ruleOf({ by: "program" })] }) });
    publish(messageOf(bulletin));
    expect(bulletin.events.length).toBeGreaterThan(20);
    expect(bulletin.events.length + bulletin.moreEvents).toBe(1000);
  });

  it("a digest of a thousand open alerts and as many silences, which says how many it does not list", () => {
    const alerts = MANY.map((at) => alertOf({ group: longest(at) }));
    const silences = MANY.map((at) => ({
      id: `s${at}`,
      rule: null,
      group: null,
      until: "2026-09-30",
      by: "ops",
      reason: longest(at),
      since: "2026-07-31T06:00:00.000Z",
    }));
    const ledger = { ...emptyLedger("ai"), alerts, silences };
    const message = composeDigest(
      [{ policy: policyOf(), ledger, earlier: [], unreadable: NOTHING_UNREADABLE }],
      {
        today: "2026-08-01",
        place: null,
        version: "1",
      },
    );
    publish(message);
    expect(message.text).toContain("  and 990 more");
    const { sectors } = message.document as { sectors: { open: unknown[]; more: { open: number } }[] };
    expect((sectors[0]?.open.length ?? 0) + (sectors[0]?.more.open ?? 0)).toBe(1000);
  });

  it("what the watchdog tells of a thousand problems", () => {
    const found = MANY.map((at) => ({
      key: longest(at),
      look: "l",
      sector: null,
      text: longest(at),
      since: "2026-07-31T06:00:00.000Z",
      toldAt: null,
      commands: [],
    }));
    const options = { now: new Date("2026-08-01"), published: [], place: null, chokepoint: "1" };
    const message = composeWatchMessage({ found, still: found, solved: found }, options) as Message;
    publish(message);
    expect(message.subject).toMatch(/ \+2999 more$/);
    expect(message.text).toContain("  and 988 more");
    const { more, ...lists } = message.document as Record<"found" | "still" | "solved", unknown[]> & {
      more: number;
    };
    const listed = [lists.found, lists.still, lists.solved].flat().length;
    expect(listed).toBeGreaterThan(20);
    expect(listed + more).toBe(3000);
  });
});

it("an answer of many lines is told by the watchdog on one", () => {
  const problem = {
    key: "k",
    look: "l",
    sector: null,
    text: "failed: a\n\nCRITICAL  forged",
    since: "2026-07-31T06:00:00.000Z",
    toldAt: null,
    commands: [],
  };
  const options = { now: new Date("2026-08-01"), published: [], place: null, chokepoint: "1" };
  const message = composeWatchMessage({ found: [problem], still: [], solved: [] }, options);
  expect(message?.text).toContain("NEW  failed: a CRITICAL forged.\n\nCOMMANDS");
});
