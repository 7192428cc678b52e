import { describe, expect, it } from "vitest";
import type { Message } from "../../../shared/bulletin/message.ts";
import { unwatchedTold } from "../../../shared/text/unwatched.ts";
import { seenLength } from "../../../shared/values/one-line.ts";
import { composeWatchMessage, forReaders } from "../../../shared/watchdog/message.ts";
import { decideWatch, emptyWatch, type Finding, type Watch } from "../../../shared/watchdog/watch.ts";

const place = { stack: "Chokepoint" };
const NOW = new Date("2026-08-01T12:00:00Z");

const stopped: Finding = {
  key: "stopped:ai:positions:0ms8len40-4c531a",
  look: "the imports of ai that have not ended",
  sector: "ai",
  text: "ai: the import of july.csv of 2026-08-01 05:00 UTC did not finish: nothing of the sector eases or resolves until it is imported again under its name or, if all is there, confirmed",
  commands: [
    {
      purpose: "If all of july.csv is there:",
      command: `npx chokepoint import confirm 0ms8len40-4c531a --sector ai --reason "…" --stack Chokepoint`,
    },
  ],
  graceHours: 0,
};
const unwatched: Finding = {
  key: "unwatched:grid",
  look: "the sectors without a policy",
  sector: null,
  text: unwatchedTold("grid", 2, place).lines.join(" "),
  commands: unwatchedTold("grid", 2, place).commands,
  graceHours: 1,
};
const unconfirmed: Finding = {
  key: "unconfirmed:ops@example.com",
  look: "the subscriptions of the alert topic",
  sector: null,
  text: "ops@example.com has not confirmed its subscription and receives no alert",
  graceHours: 24,
};

/** A memory of these problems: they began two days ago, and were told a day ago. */
function remembering(...findings: Finding[]): Watch {
  const problems = findings.map(({ key, look, sector, text }) => {
    return { key, look, sector, text, since: "2026-07-30T12:00:00.000Z", toldAt: "2026-07-31T12:00:00.000Z" };
  });
  return { ...emptyWatch, version: 4, problems };
}

function tell(previous: Watch, findings: Finding[], published: string[] = []): Message {
  const { news } = decideWatch(previous, findings, new Set(), NOW);
  const message = composeWatchMessage(news, { now: NOW, published, place, chokepoint: "1.2.3" });
  if (message === null) throw new Error("there is nothing to tell");
  return message;
}

const texts: [string, Message][] = [
  ["new", tell(emptyWatch, [stopped])],
  [
    "several",
    tell(remembering(unwatched, unconfirmed), [stopped, unwatched], ["ai-2026-07-31-0123456789ab-7"]),
  ],
  ["lasting", tell(remembering(unwatched), [unwatched])],
  ["published-late", tell(emptyWatch, [], ["ai-2026-07-31-0123456789ab-7"])],
  ["solved", tell(remembering(unconfirmed), [])],
  ["for-readers", forReaders(tell(emptyWatch, [stopped]), ["ai"])],
];

describe("the e-mail to operators", () => {
  it.each(texts)("%s reads as agreed", async (name, { subject, text }) => {
    const golden = `../bulletin/golden/operations-${name}.txt`;
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(golden);
  });

  it.each(texts)("%s has no line that a phone breaks, but for commands", (_name, { text }) => {
    const lines = text.split("\n").filter((line) => !/^ +npx chokepoint /.test(line));
    expect(lines.filter((line) => seenLength(line) > 48)).toEqual([]);
  });

  it("tells machines the commands as well, and what is remembered holds none", () => {
    expect(tell(emptyWatch, [stopped]).document).toMatchObject({ found: [{ commands: stopped.commands }] });
    const { next } = decideWatch(emptyWatch, [stopped], new Set(), NOW);
    expect(next.problems[0]).not.toHaveProperty("commands");
  });
});
