import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { allFlags } from "../../cli/commands/init.ts";
import { workplace } from "../support/command-line.ts";
import { erpPurchases, erpText } from "../support/erp.ts";
import { runHere } from "../support/in-process.ts";

const place = workplace();
afterAll(() => place.remove());
const init = (...args: string[]) => place.chokepoint("init", ...args);
const GRID = ["--sector", "grid", "--unit", "USD"];
const textOf = (...names: string[]) => readFileSync(join(place.folder, ...names), "utf8");
const jsonOf = (...names: string[]) => JSON.parse(textOf(...names));

/** The commands of a README of a folder, as arguments, in their order. */
function commandsIn(readme: string): string[][] {
  return [...readme.matchAll(/^npx (?:--prefix \S+ )?chokepoint (.*)$/gm)].map(([, args = ""]) =>
    args.split(" "),
  );
}

describe("init", () => {
  it("writes a folder whose commands work as its README has them", async () => {
    const written = await init("watch", ...GRID, "--one-country", "20%/65%", "--countries", "CN");
    expect(written).toMatchObject({ code: 0, stderr: "" });
    for (const file of [".gitignore", "README.md", "chokepoint.json", "cdk.json"])
      expect(written.stdout).toContain(`wrote ${join("watch", file)}\n`);
    mkdirSync(join(place.folder, "watch", "data"));
    writeFileSync(join(place.folder, "watch", "data", "orders.csv"), erpText(erpPurchases()));
    const commands = commandsIn(textOf("watch", "README.md")).filter((args) => !args.includes("--stack"));
    expect(commands.map((args) => args.slice(0, 2).join(" "))).toEqual([
      ...["policy check", "policy test", "import suggest", "import map", "import map"],
      ...["recompute --sector", "alerts", "inbox --last", "policy explain", "policy test", "policy diff"],
      "recompute --sector",
    ]);
    const watch = join(place.folder, "watch");
    expect(textOf("watch", "README.md")).toContain("\ncp -r policies policies-before\n");
    cpSync(join(watch, "policies"), join(watch, "policies-before"), { recursive: true });
    let all = "";
    for (const args of commands) {
      // Without it the day of the test would decide which purchases still count.
      const asOf = args[0] === "recompute" ? ["--as-of", "2026-07-31"] : [];
      const { code, stdout, stderr } = await runHere([...args, ...asOf], watch);
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
      all += stdout;
    }
    expect(all).toMatch(/^Subject: \[/m);
  });

  it.each([
    ["China,RU", "Supply at risk if China and Russia stop", "China (CN), Russia (RU)"],
    ["Korea, South;cn", "Supply at risk if South Korea and China stop", "South Korea (KR), China (CN)"],
    [
      "Bosnia and Herzegovina,Papua New Guinea",
      "Supply at risk if 2 watched countries stop",
      "Bosnia & Herzegovina (BA), Papua New Guinea (PG)",
    ],
  ])("takes countries by name or code, and names them: %s", async (countries, title, named) => {
    const folder = countries.replace(/\W/g, "");
    const { code, stdout } = await init(folder, ...GRID, "--countries", countries);
    expect(code).toBe(0);
    expect(stdout).toContain(`Watched countries: ${named}.\n`);
    expect(textOf(folder, "README.md")).toContain(` Watched countries: ${named}.\n`);
    expect(
      jsonOf(folder, "policies", "grid.json").rules.map((rule: { title: string }) => rule.title),
    ).toContain(title);
  });

  it("writes what was chosen, with the mapping that a table suggests, and says nothing but JSON with --json", async () => {
    place.file("orders.csv", erpText(erpPurchases()));
    const { code, stdout } = await init(
      ...["mapped", ...GRID, "--owner-hhi", "none", "--one-owner", "/40%", "--one-country", "50%/65%"],
      ...["--email", "a@example.com, b@example.com", "--table", "orders.csv", "--json"],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      folder: "mapped",
      files: expect.arrayContaining(["mapping.json"]),
    });
    expect(jsonOf("mapped", "policies", "grid.json").rules).toMatchObject([
      { id: "one-owner-lost", above: { critical: 0.4 }, source: expect.stringMatching(/^Our own limit; /) },
      { id: "one-country", above: { warning: 0.5, critical: 0.65 } },
    ]);
    expect(jsonOf("mapped", "chokepoint.json")).toEqual({
      policies: "policies",
      email: "a@example.com,b@example.com",
      command: expect.stringMatching(/^npx --prefix \S+ chokepoint$/),
    });
    const mapping = jsonOf("mapped", "mapping.json");
    expect(mapping.columns.sector).toEqual({ constant: "grid" });
    expect(existsSync(join(place.folder, "mapped", mapping.$schema))).toBe(true);
    expect(commandsIn(textOf("mapped", "README.md")).flat()).not.toContain("suggest");
    const into = join(place.folder, "mapped");
    expect(await runHere(["policy", "test"], into)).toMatchObject({
      code: 0,
      stdout: "grid  2 tests passed\n",
    });
    expect(
      await runHere(["import", "map", "../orders.csv", "--map", "mapping.json", "--dry-run"], into),
    ).toMatchObject({ code: 0, stderr: "" });
  });

  it("replaces no file, and writes nothing where one is there", async () => {
    mkdirSync(join(place.folder, "taken"));
    place.file(join("taken", "README.md"), "mine");
    expect(await init("taken", ...GRID)).toEqual({
      code: 2,
      stdout: "",
      stderr: `chokepoint: ${join("taken", "README.md")} is there already, and nothing was written\n`,
    });
    expect(readdirSync(join(place.folder, "taken"))).toEqual(["README.md"]);
    expect(textOf("taken", "README.md")).toBe("mine");
  });

  it.each<[string[], string]>([
    [[], "say --sector and --unit, as in --sector grid-storage --unit USD"],
    [["--sector", "grid"], "say --unit, as in --sector grid-storage --unit USD"],
    [[...GRID, "--email", "nobody"], '--email: "nobody" is no e-mail address'],
    [[...GRID, "--table", "none.csv"], "none.csv: does not exist"],
    [[...GRID, "--unit", "GBP"], '--unit: "GBP" must be USD, EUR or kWh'],
  ])("with %j in a pipe says in one sentence what is wrong, and writes nothing", async (flags, sentence) => {
    const ended = await init("nothing", ...flags);
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${sentence}\n` });
    expect(existsSync(join(place.folder, "nothing"))).toBe(false);
  });
});

describe("the questions of init", () => {
  const asking = (answers: Record<string, (string | null)[]>) => {
    const asked: string[] = [];
    const ask = async (question: string, usual: string) => {
      asked.push(question);
      const [, given] = Object.entries(answers).find(([start]) => question.startsWith(start)) ?? [];
      const answer = given?.shift();
      return answer === undefined ? usual : answer;
    };
    return { asked, ask };
  };

  it("are asked for what no flag says, and again after an answer that is none", async () => {
    const { asked, ask } = asking({
      Sector: ["", "Grid", "grid"],
      "Made in": ["much", "50%/65%"],
      Countries: ["CN"],
    });
    const flags = await allFlags({ oneOwner: "40%" }, ask);
    expect(flags).toEqual({
      ...{ sector: "grid", unit: "USD", ownerHhi: "1800", oneOwner: "40%", oneCountry: "50%/65%" },
      ...{ countries: "CN", countriesLimit: "65%", email: "", table: "" },
    });
    expect(asked.filter((question) => question.startsWith("Sector"))).toHaveLength(3);
    expect(asked.filter((question) => question.startsWith("What stops"))).toHaveLength(0);
  });

  it.each(["Sector", "What exposure", "Countries", "A table"])(
    "end in one sentence when the user stops at %s",
    async (stop) => {
      const { ask } = asking({ [stop]: [null], Sector: stop === "Sector" ? [null] : ["grid"] });
      await expect(allFlags({}, ask)).rejects.toThrow("stopped, and nothing was written");
    },
  );
});
