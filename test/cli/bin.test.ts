import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { type Ended, runProgram } from "../support/command-line.ts";

const BIN = resolve(manifest.bin.chokepoint);

let place: string;
let installed: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "chokepoint-bin-"));
  installed = install(join(place, "project"));
});
afterAll(() => rmSync(place, { recursive: true }));

/** Lays the package out as npm does in a project that depends on it, and gives its bin. */
function install(project: string): string {
  const modules = join(project, "node_modules");
  const own = join(modules, "chokepoint");
  mkdirSync(own, { recursive: true });
  for (const file of ["package.json", ...manifest.files].filter(existsSync))
    cpSync(file, join(own, file), { recursive: true });
  const names = Object.keys(manifest.dependencies).map((name) => name.split("/")[0] ?? name);
  for (const name of new Set(names)) symlinkSync(resolve("node_modules", name), join(modules, name));
  return join(own, manifest.bin.chokepoint);
}

/** A Node that is too old to run the program, where the machine has one. */
function olderNode(): string | null {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const node = join(folder, "node");
    if (!existsSync(node)) continue;
    const version = execFileSync(node, ["--version"], { encoding: "utf8" });
    if (Number.parseInt(version.slice(1), 10) < 24) return node;
  }
  return null;
}

const older = olderNode();
const elsewhere = (bin: string, args: string[], node = process.execPath): Promise<Ended> =>
  runProgram(node, [bin, ...args], place);

describe("the bin", () => {
  it("runs from another folder, by its path and through a link", async () => {
    const link = join(place, "link");
    symlinkSync(BIN, link);
    const told = { code: 0, stdout: `${manifest.version}\n`, stderr: "" };
    expect(await elsewhere(BIN, ["--version"])).toEqual(told);
    expect(await elsewhere(link, ["--version"])).toEqual(told);
  });

  it("loads only what the command needs, and keeps that compiled beside its packages", async () => {
    const log = join(place, "loaded.json");
    const witness = `--import=${resolve("test/support/loaded-witness.mjs")}`;
    const env = { ...process.env, NODE_OPTIONS: witness, LOADED_LOG: log, NODE_COMPILE_CACHE: undefined };
    const args = [BIN, "alerts", "--dir", "loaded"];
    expect(await runProgram(process.execPath, args, place, env)).toMatchObject({ code: 0, stderr: "" });
    const { cache, loaded } = JSON.parse(readFileSync(log, "utf8")) as { cache: string; loaded: string[] };
    expect(cache).toContain(resolve("node_modules/.cache/chokepoint"));
    const packages = new Set(loaded.map((url) => /.*\/node_modules\/((@[^/]+\/)?[^/]+)/.exec(url)?.[1]));
    expect([...packages]).toEqual(expect.arrayContaining(["commander", "dynalite"]));
    for (const other of ["fauxqs", "nodemailer", "i18n-iso-countries", "csv-parse", "cli-progress"]) {
      expect(packages).not.toContain(other);
    }
  });

  it("loads neither a command nor a policy to show help", async () => {
    const log = join(place, "loaded-for-help.json");
    const witness = `--import=${resolve("test/support/loaded-witness.mjs")}`;
    const env = { ...process.env, NODE_OPTIONS: witness, LOADED_LOG: log };
    const { code, stdout } = await runProgram(process.execPath, [BIN, "--help"], place, env);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("watchdog [options]") });
    const { loaded } = JSON.parse(readFileSync(log, "utf8")) as { loaded: string[] };
    const packages = new Set(
      loaded.flatMap((url) => /.*\/node_modules\/((@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []),
    );
    expect([...packages].sort()).toEqual(["commander", "picocolors"]);
    expect(loaded.filter((url) => /\/(commands|policies|policy|functions)\//.test(url))).toEqual([]);
  });

  it("runs where it is installed under node_modules, and keeps its data where it is called", async () => {
    const ended = await elsewhere(installed, ["alerts", "--dir", "installed"]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toContain("was never recomputed");
    expect(existsSync(join(place, "installed", "dynamodb"))).toBe(true);
  });

  it("passes on what is wrong", async () => {
    for (const bin of [BIN, installed]) {
      const { code, stderr } = await elsewhere(bin, ["dance"]);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: "chokepoint: unknown command 'dance'; --help lists the commands\n",
      });
    }
  });

  it.skipIf(older === null)(
    "runs on a Node that is too old for the program, by the one beside it",
    async () => {
      for (const bin of [BIN, installed]) {
        const ended = await elsewhere(bin, ["--version"], older ?? "");
        expect(ended).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
      }
    },
  );

  it.skipIf(older === null)("says what is missing where there is none beside it", async () => {
    const alone = join(place, "alone");
    mkdirSync(alone);
    for (const file of ["package.json", "cli"]) cpSync(file, join(alone, file), { recursive: true });
    const ended = await elsewhere(join(alone, manifest.bin.chokepoint), ["alerts"], older ?? "");
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^chokepoint: Node 24 or newer is needed, .*run npm ci.*\n$/);
  });

  it("gives the program of a backtest less room for new objects, and that of no other command", async () => {
    const witness = join(place, "options.mjs");
    const told = "console.error(JSON.stringify(process.execArgv))";
    writeFileSync(witness, `if (process.argv[1]?.endsWith("chokepoint.ts")) ${told};`);
    const env = { ...process.env, NODE_OPTIONS: `--import=${witness}` };
    const small = expect.arrayContaining(["--max-semi-space-size=8"]);
    for (const bin of [BIN, installed]) {
      const run = (...args: string[]) => runProgram(process.execPath, [bin, ...args], place, env);
      const backtest = await run("backtest", "--help");
      expect(backtest).toMatchObject({ code: 0, stdout: expect.stringContaining("--every <rhythm>") });
      expect(JSON.parse(backtest.stderr)).toEqual(small);
      expect((await run("recompute", "--help")).stderr).not.toContain("semi-space");
    }
    const wrong = await elsewhere(BIN, ["backtest", "--sector", "ai"]);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/^chokepoint: .*--from/) });
  });

  it("passes a signal on to the program that it started, and ends by it", async () => {
    const waits = join(place, "waits.mjs");
    const isProgram = 'process.argv[1]?.endsWith("chokepoint.ts")';
    writeFileSync(
      waits,
      `if (${isProgram}) { console.log(process.pid); setInterval(() => {}, 1000); await new Promise(() => {}); }`,
    );
    const env = { ...process.env, NODE_OPTIONS: `--import=${waits}` };
    const child = spawn(process.execPath, [installed, "alerts"], { cwd: place, env });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([null, "SIGTERM"]);
    expect(() => process.kill(Number(line.toString()), 0)).toThrow("ESRCH");
  });
});
