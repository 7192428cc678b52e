import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { callEnv } from "../../shared/contract/functions.ts";
import { USUAL_CALL } from "../../shared/text/command.ts";
import { shellWord } from "../../shared/text/shell-word.ts";

/** Where Chokepoint lies, and where a shell finds commands. */
interface Installed {
  /** The folder of the package. */
  home: string;
  /** The search path of the shell. */
  path: string;
}

const HOME = fileURLToPath(new URL("../../", import.meta.url));

/** How Chokepoint is called in the folder where it was started, or as the user says. */
export function ownCall(): string {
  return process.env[callEnv] ?? callIn(process.cwd());
}

/** What the user says for any folder; `null` where that is the usual call, or nothing. */
export function saidCall(): string | null {
  const said = process.env[callEnv] ?? USUAL_CALL;
  return said === USUAL_CALL ? null : said;
}

/** How a shell in a folder calls this very Chokepoint. */
export function callIn(
  folder: string,
  { home, path }: Installed = { home: HOME, path: process.env.PATH ?? "" },
): string {
  const lies = resolve(home);
  if (isWhatNpxTakes(folder, lies)) return USUAL_CALL;
  if (isOnPath(lies, path)) return "chokepoint";
  const above = dirname(dirname(lies));
  const isDependency = join(above, "node_modules") === dirname(lies);
  if (!isDependency) return `npx --prefix ${wayTo(lies, folder)} chokepoint`;
  return hasOwnCommand(above, lies)
    ? `npx --prefix ${wayTo(above, folder)} chokepoint`
    : `node ${wayTo(join(lies, "cli", "bin.js"), folder)}`;
}

/** Whether `npx chokepoint` in the folder is the one at `home`: a project of its own, or one that a project has installed. */
function isWhatNpxTakes(folder: string, home: string): boolean {
  const folders = upwards(resolve(folder));
  const project = folders.find((one) =>
    ["package.json", "node_modules"].some((name) => existsSync(join(one, name))),
  );
  return project === home || folders.some((one) => hasOwnCommand(one, home));
}

function hasOwnCommand(project: string, home: string): boolean {
  const modules = join(project, "node_modules");
  return existsSync(join(modules, ".bin", "chokepoint")) && isSame(join(modules, "chokepoint"), home);
}

/** Whether a shell finds the one at `home`. What npm adds to the path for a program that it starts is gone when that ends. */
function isOnPath(home: string, path: string): boolean {
  const own = join(home, "cli", "bin.js");
  const kept = path.split(delimiter).filter((one) => one !== "" && !one.split(sep).includes("node_modules"));
  const first = kept.map((one) => join(one, "chokepoint")).find((one) => existsSync(one));
  return first !== undefined && isSame(first, own);
}

function isSame(path: string, other: string): boolean {
  return existsSync(path) && existsSync(other) && realpathSync(path) === realpathSync(other);
}

function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

/** The way to a place as a word of a shell: from the folder, unless that is longer. */
function wayTo(place: string, folder: string): string {
  const way = relative(resolve(folder), place) || ".";
  return shellWord((way.length < place.length ? way : place).split(sep).join("/"));
}
