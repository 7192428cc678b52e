import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** One change to one place of a module. */
export interface Mutant {
  id: string;
  module: string;
  /** The line on which it begins, from 1. */
  line: number;
  /** That line as it is in the file, without the white space around it. */
  text: string;
  /** What is changed, and into what. */
  original: string;
  replacement: string;
}

/** Modules with a switch for each of their mutants: none is on unless Stryker's global says so. */
export interface Mutated {
  /** By absolute path. */
  code: Map<string, string>;
  mutants: Mutant[];
}

const QUIET = { debug() {}, info() {}, isDebugEnabled: () => false };

// Texts are held by golden files, word by word.
const OPTIONS = { excludedMutations: ["StringLiteral"], ignorers: [], plugins: [], noHeader: false };

/** Puts the mutants of Stryker's operators into the modules, named from the root of the project. */
export async function mutate(modules: readonly string[]): Promise<Mutated> {
  const files = modules.map((module) => ({
    name: resolve(module),
    mutate: true,
    content: readFileSync(module, "utf8"),
  }));
  const instrumenter = new Instrumenter(QUIET as never);
  const { files: changed, mutants } = await instrumenter.instrument(files, OPTIONS as never);
  const tried = mutants.filter(({ status }) => status !== "Ignored");
  const lines = new Map(files.map(({ name, content }) => [name, content.split("\n")]));
  return {
    code: new Map(changed.map(({ name, content }) => [name, content])),
    mutants: tried.map(({ id, fileName, location: { start, end }, replacement }) => {
      const all = lines.get(fileName) ?? [];
      const line = start.line;
      return {
        id,
        module: modules[files.findIndex(({ name }) => name === fileName)] ?? fileName,
        line: line + 1,
        text: all[line]?.trim() ?? "",
        original: between(all, start, end),
        replacement: oneLine(replacement),
      };
    }),
  };
}

type Place = { line: number; column: number };

function between(lines: string[], start: Place, end: Place): string {
  const inside = lines.slice(start.line, end.line + 1);
  const cut = inside.map((line, at) =>
    line.slice(at === 0 ? start.column : 0, at === inside.length - 1 ? end.column : undefined),
  );
  return oneLine(cut.join(" "));
}

function oneLine(code: string): string {
  return code.replaceAll(/\s+/g, " ").trim();
}
