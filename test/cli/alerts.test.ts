import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, dayOf } from "../../shared/values/day.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await importShare(300);
  await place.chokepoint("recompute", "--sector", "us-storage-imports", "--as-of", "2026-07-28");
});
afterAll(() => place.remove());

/** Makes this many of 1,000 USD of imports come from China, all on one day of July. */
async function importShare(chinese: number): Promise<void> {
  const rows = [
    `P-1,us-storage-imports,,bess,CN,${chinese},2026-07-20,,test`,
    `P-2,us-storage-imports,,bess,JP,${1000 - chinese},2026-07-20,,test`,
  ];
  await place.chokepoint(
    "import",
    "positions",
    place.file("p.csv", [POSITION_COLUMNS, ...rows, ""].join("\n")),
  );
}

async function ask(...args: string[]) {
  return await place.chokepoint(...args, "--sector", "us-storage-imports");
}

async function inbox(): Promise<string[]> {
  const { stdout } = await place.chokepoint("inbox", "--json");
  return (JSON.parse(stdout) as { subject: string }[]).map(({ subject }) => subject);
}

describe("a silence", () => {
  it("hides what happens, and when it is lifted the next recompute tells it", async () => {
    const silenced = await ask(
      "silence",
      "--rule",
      "china-origin",
      "--until",
      "2026-09-01",
      "--by",
      "ada",
      "--reason",
      "known",
    );
    expect(silenced).toMatchObject({ code: 0, stderr: "" });
    const [, id = ""] =
      /silenced (s\d+): china-origin until 2026-09-01, by ada: known/.exec(silenced.stdout) ?? [];
    await importShare(100);
    await ask("recompute", "--as-of", "2026-07-29");
    expect(await inbox()).toHaveLength(1);
    expect(await ask("lift", id)).toMatchObject({ code: 0, stderr: "" });
    await ask("recompute", "--as-of", "2026-07-30");
    expect(await inbox()).toEqual([
      "[WARNING] US storage imports: 30% of US battery imports made in China (limit 25%)",
      "[RESOLVED] US storage imports: 10% of US battery imports made in China (limit 25%)",
    ]);
  });

  it("leaves a history that anyone can read", async () => {
    const { stdout } = await ask("alerts", "--history", "--json");
    const [{ events }] = JSON.parse(stdout) as [{ events: { event: string; published: boolean }[] }];
    expect(events.map(({ event, published }) => [event, published])).toEqual([
      ["raised", true],
      ["silenced", false],
      ["resolved", false],
      ["lifted", false],
      ["resolved", true],
    ]);
    const people = (await ask("alerts", "--history")).stdout;
    expect(people).toMatch(/resolved +none .*\(not sent: silenced until \d{4}-\d\d-\d\d by \w+\)/);
  });

  it.each([
    [
      ["silence", "--until", "2026-07-01", "--reason", "x"],
      "--until: must be after 2026-07-30, or it hides nothing",
    ],
    [
      ["silence", "--until", "soon", "--reason", "x"],
      "--until: must be a day like 2026-07-31, or 14d or 2w from today",
    ],
    [["silence", "--until", "2026-09-01", "--reason", " "], "--reason: must not be empty"],
    [["silence", "--until", "2026-09-01", "--reason", "…"], "--reason: must say why, in words"],
    [
      ["silence", "--until", "0d", "--reason", "x"],
      "--until: must be a day like 2026-07-31, or 14d or 2w from today",
    ],
    [
      ["silence", "--until", "2026-09-01"],
      "required option '--reason <text>' not specified; --help shows examples",
    ],
    [
      ["silence", "--rule", "nope", "--until", "2026-09-01", "--reason", "x"],
      '--rule: "nope" is not a rule of us-storage-imports; the rules are china-origin',
    ],
    [
      ["silence", "--group", "bess", "--until", "2026-09-01", "--reason", "x"],
      "--group: needs the rule that it belongs to",
    ],
    [["lift", "s99"], '"s99" is not a silence of us-storage-imports; it has none'],
    [["alerts", "--rule", "china-origin"], "--rule needs --history"],
    [
      ["alerts", "--history", "--rule", "nope"],
      '--rule: "nope" is no rule, and none of that id ever had an alert; the rules are china-origin',
    ],
  ])("refuses %j in one sentence, exit code 2", async (args, told) => {
    const ended = await ask(...args);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toBe(`chokepoint: ${told}\n`);
  });
});

describe("a silence of so many days", () => {
  it("ends that many days from today", async () => {
    const { stdout } = await ask("silence", "--until", "2w", "--reason", "known", "--json");
    const { silenced } = JSON.parse(stdout) as { silenced: { id: string; until: string } };
    expect(silenced.until).toBe(addDays(dayOf(new Date()), 14));
    expect(await ask("lift", silenced.id)).toMatchObject({ code: 0 });
  });

  it("until a day long past says whom it hides something from", async () => {
    const { stdout } = await ask("silence", "--until", "2026-08-20", "--reason", "known");
    expect(stdout).toContain(
      "note: 2026-08-20 is not after today: only runs as of days before it are silent",
    );
    const [, id = ""] = /silenced (s\d+)/.exec(stdout) ?? [];
    expect(await ask("lift", id)).toMatchObject({ code: 0 });
  });
});

describe("an older day", () => {
  it("is kept as history when forced, and decides nothing", async () => {
    const json = async (...args: string[]) => JSON.parse((await ask("recompute", "--json", ...args)).stdout);
    expect(await json("--as-of", "2026-07-25")).toMatchObject([
      { notWritten: "older than the last assessment" },
    ]);
    expect(await json("--as-of", "2026-07-25", "--force")).toMatchObject([
      { notWritten: "kept as history", bulletin: null },
    ]);
    expect(await inbox()).toHaveLength(2);
  });
});

describe("the digest and the watchdog", () => {
  it("run locally, and send what they have to tell", async () => {
    expect(await ask("digest")).toMatchObject({ code: 0, stderr: "" });
    const watched = await place.chokepoint("watchdog");
    // Something is wrong, and a script is to notice.
    expect(watched).toMatchObject({ code: 1, stderr: "" });
    expect(watched.stdout).toContain("us-storage-imports was last assessed as of 2026-07-30");
    const [digest, operations] = (await inbox()).slice(2);
    expect(digest).toBe("[DIGEST] no alert is known to be open: US storage imports 0");
    expect(operations).toMatch(
      /^\[OPERATIONS\] us-storage-imports was last assessed as of 2026-07-30, \d+ days ago/,
    );
  });

  it("refuse what is no sector", async () => {
    const ended = await place.chokepoint("digest", "--sector", "moon");
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain('"moon" is not a sector');
  });
});
