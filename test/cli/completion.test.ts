import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram, workplace } from "../support/command-line.ts";

const place = workplace();
afterAll(() => place.remove());

/** The words that a shell is offered for a command line, of which the last word has been begun. */
async function offered(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await place.chokepoint("__complete", ...words);
  expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: "" });
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : (line.split("\t")[0] ?? "")));
}

describe("what a command line may go on with", () => {
  it.each<[what: string, words: string[], expected: string[]]>([
    ["a command", ["sil"], ["silence"]],
    ["a command to be helped with", ["help", "sil"], ["silence"]],
    ["a command below one", ["policy", "e"], ["explain"]],
    ["a flag", ["alerts", "--se"], ["--sector"]],
    ["a flag of all commands", ["alerts", "--pol"], ["--policies"]],
    ["a flag of a command below one", ["list", "links", "--up"], ["--upstream"]],
    ["a flag that is not there yet", ["alerts", "--sector", "ai", "--s"], ["--stack"]],
    ["a sector", ["alerts", "--sector", "d"], ["defense"]],
    ["another of several sectors", ["digest", "--sector", "ai", "us"], ["us-storage-imports"]],
    ["a rule of a sector", ["silence", "--sector", "us-storage-imports", "--rule", ""], ["china-origin"]],
    ["a rule to explain", ["policy", "explain", "one-own"], ["one-owner-lost"]],
    ["a restricted list", ["screen", "--list", "12"], ["1260h"]],
    ["a restricted list to show", ["lists", "show", "fcc"], ["fcc-covered"]],
    ["one of several words", ["list", "events", "--event", "rais"], ["raised"]],
    ["a unit", ["init", "--unit", ""], ["USD", "EUR", "kWh"]],
    ["what can be removed", ["simulate", "--remove", "c"], ["country:"]],
    ["a list that can be removed", ["simulate", "--remove", "list:12"], ["list:1260h"]],
    [
      "a limit that can be changed",
      ["simulate", "--sector", "us-storage-imports", "--limit", "china"],
      ["china-origin:warning=", "china-origin:critical="],
    ],
    ["a shell", ["completion", ""], ["bash", "zsh", "fish"]],
    ["a file", ["import", "positions", ""], [":files"]],
    ["one more file", ["import", "positions", "a.csv", ""], [":files"]],
    ["a file of a flag", ["import", "map", "a.csv", "--map", ""], [":files"]],
    ["nothing that is known", ["lift", ""], []],
    ["nothing at all", ["dance", ""], []],
  ])("is %s", async (_, words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it("is every command, and help", async () => {
    expect(await offered("")).toEqual(
      expect.arrayContaining(["init", "import", "list", "completion", "help"]),
    );
  });

  it("is of the policies that the command line names", async () => {
    const made = await place.chokepoint("policy", "init", "own", "--sector", "grid", "--unit", "USD");
    expect(made).toMatchObject({ code: 0 });
    expect(await offered("alerts", "--policies", "own", "--sector", "")).toEqual(["grid"]);
  });
});

// The shells run the program in a process of its own, as it is installed: by the Node that is on the path.
describe("the script of completion", () => {
  const env = { ...process.env, PATH: `${resolve("node_modules/.bin")}${delimiter}${process.env.PATH}` };
  const hasShell = (shell: string) =>
    (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, shell)));

  beforeAll(async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { code, stdout } = await place.chokepoint("completion", shell);
      expect(code).toBe(0);
      writeFileSync(join(place.folder, shell), stdout);
    }
  });

  async function shellLines(shell: string, ...args: string[]): Promise<string[]> {
    const { code, stdout, stderr } = await runProgram(shell, args, place.folder, env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout.split("\n").filter((line) => line !== "");
  }

  it("completes in bash, which is told that nothing follows a kind but a key", async () => {
    const script = `
      source ./bash
      compopt() { echo "compopt $*"; }
      words() { COMP_WORDS=(chokepoint "$@"); COMP_CWORD=$#; _chokepoint; printf '%s\\n' "\${COMPREPLY[@]}"; }
      words alerts --sector us
      words simulate --remove c
      words import positions ""
      complete -p chokepoint
      type -t chokepoint`;
    expect(await shellLines("bash", "--norc", "-c", script)).toEqual([
      "us-storage-imports",
      "compopt -o nospace",
      "country:",
      "complete -o bashdefault -o default -F _chokepoint chokepoint",
      "function",
    ]);
  });

  it.skipIf(!hasShell("zsh"))("completes in zsh", async () => {
    const script = `
      autoload -Uz compinit && compinit -D -u
      source ./zsh
      _describe() { print -l -- \${(P)2}; }
      compadd() { print -- "compadd $*"; }
      _files() { print files; }
      ask() { words=(chokepoint "$@"); CURRENT=$#words; _chokepoint; }
      ask alerts --sector us
      ask simulate --remove c
      ask import positions ''
      print $_comps[chokepoint]`;
    expect(await shellLines("zsh", "-f", "-c", script)).toEqual([
      "us-storage-imports:US imports of battery storage",
      "compadd -S  -a kinds",
      "files",
      "_chokepoint",
    ]);
  });

  it.skipIf(!hasShell("fish"))("completes in fish", async () => {
    const script = `source ./fish
      complete -C 'chokepoint alerts --sector us'
      complete -C 'chokepoint simulate --remove c'
      complete -C 'chokepoint import positions ba'`;
    expect(await shellLines("fish", "--no-config", "-c", script)).toEqual([
      "us-storage-imports\tUS imports of battery storage",
      "country:",
      "bash",
    ]);
  });
});
