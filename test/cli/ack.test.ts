import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, dayOf } from "../../shared/values/day.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  const rows = [
    "P-1,us-storage-imports,,bess,CN,300,2026-07-20,,test",
    "P-2,us-storage-imports,,bess,JP,700,2026-07-20,,test",
  ];
  await place.chokepoint(
    "import",
    "positions",
    place.file("p.csv", [POSITION_COLUMNS, ...rows, ""].join("\n")),
  );
  await ask("recompute", "--as-of", "2026-07-28");
});
afterAll(() => place.remove());

async function ask(...args: string[]) {
  return await place.chokepoint(...args, "--sector", "us-storage-imports");
}

const asked = ["ack", "china-origin", "--by", "ada", "--reason", "a second source"];

describe("ack", () => {
  it("acknowledges an open alert, which alerts, digest and history show, and withdraws it by its id", async () => {
    const acknowledged = await ask(...asked);
    expect(acknowledged).toMatchObject({ code: 0, stderr: "" });
    expect(acknowledged.stdout).toMatch(
      /^us-storage-imports {2}acknowledged (a\d+): china-origin, by ada: a second source\n$/,
    );
    const [, id = ""] = /acknowledged (a\d+)/.exec(acknowledged.stdout) ?? [];
    const shown = `acknowledged by ada: a second source (${id})`;
    expect((await ask("alerts")).stdout).toContain(shown);
    const [state] = JSON.parse((await ask("alerts", "--json")).stdout);
    expect(state.alerts).toMatchObject([
      { acknowledged: { id, by: "ada", reason: "a second source", until: null } },
    ]);
    expect((await ask("recompute", "--as-of", "2026-07-29")).stdout).toContain(shown);
    expect((await place.chokepoint("digest")).stdout.replace(/\s+/g, " ")).toContain(
      "acknowledged by ada: a second source",
    );
    const withdrawn = await ask("ack", "--withdraw", id);
    expect(withdrawn.stdout).toBe(
      `us-storage-imports  withdrawn ${id}: china-origin, by ada: a second source\n`,
    );
    const history = (await ask("alerts", "--history")).stdout;
    expect(history).toMatch(/acknowledged +a\d+ by ada +a second source\n/);
    expect(history).toMatch(/unacknowledged +a\d+ by ada +withdrawn; it was: a second source\n/);
    const events = (await ask("list", "events", "--event", "unacknowledged", "--json")).stdout;
    expect(JSON.parse(events)).toMatchObject({ kind: "acknowledgement", acknowledgement: id, by: "ada" });
  });

  it("takes a rule by its title, and a day as a number of weeks", async () => {
    const { title } = JSON.parse((await ask("list", "rules", "--json")).stdout)[0];
    const { stdout } = await ask("ack", title, "--until", "2w", "--reason", "known", "--json");
    const until = addDays(dayOf(new Date()), 14);
    expect(JSON.parse(stdout)).toMatchObject({ acknowledged: [{ rule: "china-origin", until }] });
  });

  it("works as the e-mail of a raised alert prints it, and a silence too", async () => {
    const { stdout } = await place.chokepoint("inbox");
    const printed = stdout.match(/(?<=npx chokepoint )(ack|silence) .*/g) ?? [];
    expect(printed.map((one) => one.split(" ")[0])).toEqual(["ack", "silence"]);
    for (const command of printed) {
      const words = command.match(/"[^"]*"|\S+/g) ?? [];
      const ended = await place.chokepoint(...words.map((word) => word.replaceAll('"', "")));
      expect(ended).toMatchObject({ code: 0, stderr: "" });
    }
  });

  it.each([
    [["ack", "--reason", "x"], "name the rule of the alert, or an acknowledgement to --withdraw"],
    [["ack", "china-origin"], "--reason: must be given"],
    [["ack", "china-origin", "--reason", "…"], "--reason: must say why, in words"],
    [["ack", "china-orign", "--reason", "x"], '"china-orign" has no open alert; nearest: china-origin'],
    [
      ["ack", "china-origin", "--group", "bess", "--reason", "x"],
      '--group: china-origin has no open alert for "bess"; its open alert is for the whole sector',
    ],
    [
      ["ack", "china-origin", "--until", "2026-07-01", "--reason", "x"],
      "--until: must be after 2026-07-29, or it holds back nothing",
    ],
    [["ack", "china-origin", "--withdraw", "a3"], "--withdraw takes no other choice: leave out a rule"],
    [["ack", "--withdraw", "a3", "--until", "2w"], "--withdraw takes no other choice: leave out --until"],
  ])("refuses %j in one sentence, exit code 2", async (args, told) => {
    const ended = await ask(...args);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toBe(`chokepoint: ${told}\n`);
  });
});
