import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callIn } from "../../cli/terminal/program-call.ts";
import { runProgram } from "../support/command-line.ts";

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "chokepoint-call-")));
  for (const home of [
    "chokepoint",
    "my tools/chokepoint",
    "team/node_modules/chokepoint",
    "lib/node_modules/chokepoint",
  ])
    file(`${home}/package.json`, `${home}/cli/bin.js`);
  file("team/package.json", "own/package.json", "chokepoint/sample/package.json", "others/chokepoint");
  mkdirSync(join(root, "empty"));
  link("../chokepoint/cli/bin.js", "team/node_modules/.bin/chokepoint");
  link("../lib/node_modules/chokepoint/cli/bin.js", "bin/chokepoint");
  link("../../chokepoint/cli/bin.js", "cache/node_modules/.bin/chokepoint");
});
afterAll(() => rmSync(root, { recursive: true }));

function file(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), "");
  }
}

function link(target: string, name: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  symlinkSync(target, join(root, name));
}

describe("how a shell calls this Chokepoint", () => {
  it.each<[at: string, home: string, path: string[], call: string]>([
    ["chokepoint", "chokepoint", [], "npx chokepoint"],
    ["chokepoint/cli", "chokepoint", [], "npx chokepoint"],
    ["empty", "chokepoint", [], "npx --prefix ../chokepoint chokepoint"],
    ["own", "chokepoint", [], "npx --prefix ../chokepoint chokepoint"],
    ["chokepoint/sample", "chokepoint", [], "npx --prefix .. chokepoint"],
    ["empty", "my tools/chokepoint", [], "npx --prefix '../my tools/chokepoint' chokepoint"],
    ["team", "team/node_modules/chokepoint", [], "npx chokepoint"],
    ["team/rules/ai", "team/node_modules/chokepoint", [], "npx chokepoint"],
    ["empty", "team/node_modules/chokepoint", [], "npx --prefix ../team chokepoint"],
    ["team", "chokepoint", [], "npx --prefix ../chokepoint chokepoint"],
    ["empty", "lib/node_modules/chokepoint", ["bin"], "chokepoint"],
    ["empty", "lib/node_modules/chokepoint", ["", "none", "bin", "others"], "chokepoint"],
    [
      "empty",
      "lib/node_modules/chokepoint",
      ["others", "bin"],
      "node $'\\x2e\\x2e/lib/node_modules/chokepoint/cli/bin\\x2ejs'",
    ],
    ["empty", "chokepoint", ["cache/node_modules/.bin"], "npx --prefix ../chokepoint chokepoint"],
  ])("in %s, of the one in %s, with %j on its path: %s", (at, home, path, call) => {
    const searched = path.map((one) => (one === "" ? "" : join(root, one))).join(delimiter);
    expect(callIn(join(root, at), { home: join(root, home), path: searched })).toBe(call);
  });
});

describe("the command line", () => {
  const help = (said: Record<string, string>) => run(["alerts", "--help"], said);
  const run = (args: string[], said: Record<string, string>) => {
    const { CHOKEPOINT_COMMAND: _, ...env } = process.env;
    const program = join(process.cwd(), "cli/chokepoint.ts");
    return runProgram(process.execPath, [program, ...args], join(root, "empty"), {
      ...env,
      ...said,
    });
  };

  it("says commands that work where it was started", async () => {
    const { stdout } = await help({ COLUMNS: "500" });
    expect(stdout.replaceAll(/ \\\n */g, " ")).toMatch(/^ {2}npx --prefix \S+ chokepoint alerts/m);
  });

  it("says commands as the environment does", async () => {
    const { stdout } = await help({ CHOKEPOINT_COMMAND: "docker run team/chokepoint" });
    expect(stdout.replaceAll(/ \\\n */g, " ")).toMatch(/^ {2}docker run team\/chokepoint alerts/m);
  });

  it("writes into a folder of one's own what the user says", async () => {
    const said = { CHOKEPOINT_COMMAND: "docker run team/chokepoint" };
    const { code } = await run(["init", "watch", "--sector", "grid", "--unit", "USD", "--json"], said);
    expect(code).toBe(0);
    const written = (name: string) => readFileSync(join(root, "empty", "watch", name), "utf8");
    expect(JSON.parse(written("chokepoint.json")).command).toBe("docker run team/chokepoint");
    expect(written("README.md")).toContain("\ndocker run team/chokepoint policy check\n");
  });

  it("refuses in one sentence what no command can begin with", async () => {
    expect(await help({ CHOKEPOINT_COMMAND: "npx 'chokepoint" })).toEqual({
      code: 2,
      stdout: "",
      stderr: `chokepoint: CHOKEPOINT_COMMAND: "npx 'chokepoint" must be one line of plain letters and signs, with no blank at its ends and each quote closed, like npx --no-install chokepoint\n`,
    });
  });
});
