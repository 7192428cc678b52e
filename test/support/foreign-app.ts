import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BUNDLING_STACKS } from "aws-cdk-lib/cx-api";
import manifest from "../../package.json" with { type: "json" };

/** A project of somebody else, in a folder of its own, that depends on this package and on the CDK. */
export interface ForeignProject {
  folder: string;
  /** Writes a file of the project. */
  write(file: string, text: string): void;
  /** Runs a CDK app, and gives the template of its stack `Team`. */
  synth(file: string, options?: { bundles: boolean }): ForeignTemplate;
  /** Runs scripts that fail one after the other, in one process. What each says; empty for one that ends well. */
  errors(file: string, scripts: string[]): string[];
  /** Checks types with the compiler. @throws Error with what it finds. */
  check(file: string): void;
}

export interface ForeignTemplate {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  Outputs: Record<string, unknown>;
}

const COMPILER = resolve("node_modules/.bin/tsc");

/** Lays the package out as npm does: what it publishes, compiled, and its packages beside it. */
export function foreignProject(): ForeignProject {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-foreign-"));
  const modules = join(folder, "node_modules");
  const own = join(modules, manifest.name);
  mkdirSync(own, { recursive: true });
  for (const file of ["package.json", ...manifest.files].filter((one) => existsSync(one) && one !== "dist"))
    cpSync(file, join(own, file), { recursive: true });
  execFileSync(COMPILER, ["-p", "tsconfig.build.json", "--outDir", join(own, "dist")]);
  const needed = [
    ...Object.keys(manifest.dependencies),
    ...Object.keys(manifest.peerDependencies),
    ".bin",
    "@types",
  ];
  for (const name of new Set(needed.map((one) => one.split("/")[0] ?? one)))
    symlinkSync(resolve("node_modules", name), join(modules, name));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  return {
    folder,
    write,
    synth(file, { bundles } = { bundles: false }) {
      const context = bundles ? {} : { [BUNDLING_STACKS]: [] };
      const out = join(folder, "cdk.out");
      const env = { ...process.env, CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify(context) };
      execFileSync(process.execPath, [file], { cwd: folder, env, stdio: "pipe" });
      return JSON.parse(readFileSync(join(out, "Team.template.json"), "utf8")) as ForeignTemplate;
    },
    errors(file, scripts) {
      const tried = scripts.map(
        (script) => `try { ${script}\nsaid.push("") } catch (error) { said.push(error.message) }`,
      );
      write(file, ["const said = [];", ...tried, "console.log(JSON.stringify(said));"].join("\n"));
      const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ [BUNDLING_STACKS]: [] }) };
      const written = execFileSync(process.execPath, [file], { cwd: folder, env, stdio: "pipe" });
      return JSON.parse(written.toString()) as string[];
    },
    check(file) {
      const compilerOptions = {
        module: "nodenext",
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ["node"],
      };
      write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
      execFileSync(COMPILER, ["-p", folder], { encoding: "utf8" });
    },
  };
}
