import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { chinaPolicy } from "../support/samples.ts";

let place: Workplace;
beforeEach(async () => {
  place = workplace();
  place.file("own.csv", `${POSITION_COLUMNS}\nOWN-1,ai,,bess,CN,700.00,2026-07-20,,mine\n`);
  policies("rules");
  await ofData("import", "positions", "own.csv", "--policies", "rules");
});
afterEach(() => place.remove());

/** Writes a folder of policies with a rule for the sector `ai`. */
function policies(folder: string, critical = 0.65): void {
  mkdirSync(join(place.folder, folder), { recursive: true });
  const policy = chinaPolicy("ai");
  const rules = policy.rules.map((rule) => ({ ...rule, above: { critical } }));
  place.file(join(folder, "ai.json"), JSON.stringify({ ...policy, rules }));
}
const ofData = (...args: string[]) => place.chokepoint(...args);
const recompute = (...args: string[]) =>
  ofData("recompute", "--sector", "ai", "--as-of", "2026-07-31", ...args);
const contents = (dir = ".chokepoint") =>
  JSON.parse(readFileSync(join(place.folder, dir, "contents.json"), "utf8"));

const LOST = ": rules and sectors that are not among these would no longer be watched";
const sentence = (before: string, now: string, lost = LOST, dir = ".chokepoint") =>
  `chokepoint: ${dir} was last recomputed with ${before}, and this would go by ${now}${lost}. `;
const GO_ON = ", or, if this is what you want, say --other-policies\n";

describe("a data folder that was recomputed with policies of one's own", () => {
  beforeEach(async () => {
    expect(await recompute("--policies", "rules")).toMatchObject({ code: 0, stderr: "" });
  });

  it("is not recomputed without them, and closes no alert", async () => {
    expect(await recompute()).toEqual({
      code: 2,
      stdout: "",
      stderr: `${sentence("the policies of rules", "the policies that ship")}Name those of before with --policies rules${GO_ON}`,
    });
    const again = await recompute("--policies", "rules");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("nothing new to send");
  });

  it("is recomputed with others once it is said, and then remembers these", async () => {
    const changed = await recompute("--other-policies");
    expect(changed).toMatchObject({ code: 0, stderr: "" });
    expect(await recompute()).toMatchObject({ code: 0, stderr: "" });
    const { code, stderr } = await recompute("--policies", "rules");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /^chokepoint: \.chokepoint was last recomputed with the policies that ship, and this would go by the policies of rules: .*Name those of before with --policies \S*policies, or/,
      ),
    });
  });

  it.each([
    ["an import", ["import", "positions", "own.csv"]],
    ["a silence", ["silence", "--sector", "ai", "--until", "14d", "--reason", "why"]],
    ["a digest", ["digest"]],
    ["a look of the watchdog", ["watchdog"]],
  ])("takes %s only by them", async (_name, args) => {
    expect(await ofData(...args)).toEqual({
      code: 2,
      stdout: "",
      stderr: `${sentence("the policies of rules", "the policies that ship", "")}Name those of before with --policies rules${GO_ON}`,
    });
    expect((await ofData(...args, "--policies", "rules")).stderr).not.toContain("was last recomputed");
  });

  it("can be read and tried with any, with a note", async () => {
    const note =
      "chokepoint: note: .chokepoint was last recomputed with the policies of rules, and this goes by the policies that ship\n";
    for (const args of [["alerts"], ["list", "positions"], ["import", "positions", "own.csv", "--dry-run"]]) {
      const { code, stderr } = await ofData(...args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: note });
    }
    expect(await recompute("--dry-run")).toMatchObject({ code: 0, stderr: note });
    policies("stricter", 0.5);
    const compared = await ofData("policy", "diff", "rules", "stricter");
    expect(compared).toMatchObject({ code: 0, stderr: "" });
  });

  it("takes policies that were edited where they are without a word", async () => {
    policies("rules", 0.5);
    expect(await recompute("--policies", "rules")).toMatchObject({ code: 0, stderr: "" });
  });

  it("knows its policies again when they were moved or copied", async () => {
    renameSync(join(place.folder, "rules"), join(place.folder, "limits"));
    expect(await recompute("--policies", "limits")).toMatchObject({ code: 0, stderr: "" });
    // What was moved may then be edited: it is the folder that is remembered.
    policies("limits", 0.5);
    expect(await recompute("--policies", "limits")).toMatchObject({ code: 0, stderr: "" });
  });

  it("says when the folder of before is gone, and another one holds others", async () => {
    rmSync(join(place.folder, "rules"), { recursive: true });
    policies("my limits", 0.5);
    expect(await recompute("--policies", "my limits")).toMatchObject({
      code: 2,
      stderr: `${sentence("the policies of rules (which is no longer there)", "the policies of my limits")}Name those of before with --policies, where they are now${GO_ON}`,
    });
  });

  it("knows them again when both were moved together, and the policies edited", async () => {
    const project = join(place.folder, "project");
    mkdirSync(project);
    for (const name of ["rules", ".chokepoint"]) renameSync(join(place.folder, name), join(project, name));
    policies("project/rules", 0.5);
    const moved = await recompute("--policies", "project/rules", "--dir", "project/.chokepoint");
    expect(moved).toMatchObject({ code: 0, stderr: "" });
  });

  it("quotes the folder of before", async () => {
    cpSync(join(place.folder, "rules"), join(place.folder, "my rules"), { recursive: true });
    rmSync(join(place.folder, "rules"), { recursive: true });
    await recompute("--policies", "my rules");
    expect((await recompute()).stderr).toContain(" with --policies 'my rules', or");
  });

  it("is not recomputed by npm start with the policies that ship", async () => {
    expect(await place.start("--dir", ".chokepoint", "--mix")).toEqual({
      code: 2,
      stdout: "",
      stderr: `${sentence("the policies of rules", "the policies that ship")}Name another folder (npm start -- --dir FOLDER)${GO_ON}`,
    });
    expect(contents()).toMatchObject({ samples: false, own: true, policies: { fromHere: "../rules" } });
  });
});

describe("a data folder", () => {
  it("that was never recomputed takes any policies, and a dry run is not remembered", async () => {
    await recompute("--dry-run");
    expect(contents()).toEqual({ version: 1, samples: false, own: true });
    expect(await recompute("--policies", "rules")).toMatchObject({ code: 0, stderr: "" });
  });

  it("is told of policies that chokepoint.json names like of any others", async () => {
    place.file("chokepoint.json", '{"policies": "rules"}');
    await recompute();
    rmSync(join(place.folder, "chokepoint.json"));
    expect((await recompute()).stderr).toContain("was last recomputed with the policies of rules, and");
  });

  it("is recomputed with policies of which one cannot be read", async () => {
    mkdirSync(join(place.folder, "rules", "grid.json"));
    expect(await recompute("--policies", "rules")).toMatchObject({
      code: 0,
      stderr: "chokepoint: warning: grid is not watched: grid.json: cannot be read (EISDIR)\n",
    });
    expect((await recompute()).stderr).toContain("was last recomputed with the policies of rules, and");
  });

  it("of the samples is recomputed by npm start again and again", async () => {
    expect(await place.start()).toMatchObject({ code: 0, stderr: "" });
    expect(await place.start()).toMatchObject({ code: 0, stderr: "" });
    expect(contents(".chokepoint-samples")).toMatchObject({ policies: { digest: null } });
  });
});

describe("a sector whose policy was taken out of the folder", () => {
  const WARNING =
    "chokepoint: warning: ai is not watched: there is no policy of it, and its 1 open alert stays open: put ai.json back, or close it: npx chokepoint recompute --sector ai --close --policies rules\n";

  it("is told by a recompute and by alerts while its alerts are open", async () => {
    place.file("rules/grid.json", JSON.stringify(chinaPolicy("grid")));
    const all = (...args: string[]) => ofData(...args, "--policies", "rules");
    expect(await all("recompute", "--as-of", "2026-07-31")).toMatchObject({ code: 0, stderr: "" });
    renameSync(join(place.folder, "rules", "ai.json"), join(place.folder, "ai.json"));
    for (const args of [["recompute"], ["recompute", "--sector", "grid", "--dry-run"], ["alerts"]])
      expect(await all(...args)).toMatchObject({ code: 0, stderr: WARNING });
    expect(await all("alerts", "--sector", "grid")).toMatchObject({ code: 0, stderr: "" });
    renameSync(join(place.folder, "ai.json"), join(place.folder, "rules", "ai.json"));
    expect(await all("recompute")).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a recompute that closes a sector", () => {
  beforeEach(async () => {
    place.file("rules/grid.json", JSON.stringify(chinaPolicy("grid")));
    await recompute("--policies", "rules");
  });
  const close = (...args: string[]) =>
    ofData("recompute", "--close", "--as-of", "2026-08-01", "--policies", "rules", ...args);

  it("ends the alerts of one that has no policy any more, and tells it once", async () => {
    rmSync(join(place.folder, "rules", "ai.json"));
    const closed = await close("--sector", "ai");
    expect(closed).toMatchObject({ code: 0, stderr: "" });
    expect(closed.stdout).toContain("sent: [CLOSED] ai: ");
    const { stdout } = await ofData("inbox", "--last", "1", "--policies", "rules");
    expect(stdout.replaceAll(/\n +/g, " ")).toMatch(/^CLOSED: .* The rule has left the policy/m);
    // No command knows the sector any more.
    expect(stdout).not.toContain("npx chokepoint");
    expect(await ofData("alerts", "--policies", "rules")).toMatchObject({ code: 0, stderr: "" });
    expect(await close("--sector", "ai")).toMatchObject({
      code: 2,
      stderr: 'chokepoint: --sector: "ai" has no open alert\n',
    });
  });

  it("does nothing of the kind to one that has a policy, or without being told which", async () => {
    expect(await close("--sector", "ai")).toMatchObject({
      code: 2,
      stderr:
        "chokepoint: --close: ai has a policy, and is watched: only a sector without one can be closed\n",
    });
    expect(await close()).toMatchObject({
      code: 2,
      stderr: "chokepoint: --sector: must name the sector to close\n",
    });
  });
});

describe("a command that is shown", () => {
  const commandsOf = (text: string) => text.split("\n").filter((line) => line.includes("npx chokepoint "));

  it.each([
    ["the flag", (folder: string) => recompute("--policies", folder)],
    [
      "the environment",
      async (folder: string) => {
        process.env.CHOKEPOINT_POLICIES = folder;
        return await recompute().finally(() => delete process.env.CHOKEPOINT_POLICIES);
      },
    ],
  ])("names the policies that %s named, so that it works as it stands", async (_name, run) => {
    cpSync(join(place.folder, "rules"), join(place.folder, "my rules"), { recursive: true });
    await run("my rules");
    const commands = commandsOf((await ofData("inbox", "--last", "1")).stdout);
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) expect(command).toMatch(/ --policies 'my rules'$/);
  });

  it("does not name those that chokepoint.json names, since it finds them itself", async () => {
    place.file("chokepoint.json", '{"policies": "rules"}');
    await recompute();
    expect((await ofData("inbox", "--last", "1")).stdout).not.toContain("--policies");
  });

  it("names the policies that ship where npm start would find others", async () => {
    place.file("chokepoint.json", '{"policies": "rules"}');
    const { stdout } = await place.start();
    const shipped = join(process.cwd(), "policies");
    expect(stdout).toContain(`  npx chokepoint alerts --dir .chokepoint-samples --policies ${shipped}\n`);
    expect(await ofData("alerts", "--dir", ".chokepoint-samples", "--policies", shipped)).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  it("names them where a mapping was suggested", async () => {
    place.file("table.csv", "id,what,cost\n1,bess,700\n");
    const { stdout } = await ofData("import", "suggest", "table.csv", "--policies", "rules");
    expect(stdout).toContain(
      "npx chokepoint import map table.csv --map mapping.json --dry-run --policies rules\n",
    );
  });
});
