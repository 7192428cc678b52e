import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { LISTS_FILE } from "../../shared/policy/own-lists.ts";
import { isPolicyFile } from "../../shared/policy/read-policies.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import { UsageError } from "../input/usage-error.ts";
import { ask, canAsk } from "../terminal/ask.ts";
import { errorLine } from "../terminal/output.ts";
import { noteContents, type RememberedPolicies, readContents } from "./folder-contents.ts";
import { isShippedFolder, type PoliciesInUse, SHIPPED } from "./policy-folder.ts";

/**
 * What a command does with the policies and a data folder: it decides alerts by them, or does so after it has loaded the samples;
 * it changes or sends something else; it only reads; or it compares policies, whichever the folder was recomputed with.
 */
export type PolicyUse = "decides" | "samples" | "changes" | "reads" | "compares";

/**
 * Checks whether a data folder may be used with these policies: rules and sectors that are not among them would no longer be
 * watched. A folder of policies that was moved or copied, and not changed, is the same one. A command that decides alerts is
 * remembered. Call it while holding the folder.
 * @throws UsageError when the folder was last recomputed with others, and the user does not want these.
 */
export async function admitPolicies(dir: string, used: PoliciesInUse, use: PolicyUse): Promise<void> {
  if (use === "compares") return;
  const contents = readContents(dir);
  const before = contents?.policies ?? null;
  if (before !== null && !areSame(dir, before, used.folder)) {
    const last = placeBefore(dir, before);
    if (use === "reads")
      errorLine(
        `note: ${dir} was last recomputed with ${named(last)}, and this goes by ${named(used.folder)}`,
      );
    else await agreeToOthers(dir, last, used, use);
  }
  if (use === "decides") rememberPolicies(dir, used.folder);
}

/** Takes note of the policies by which the alerts of a data folder are decided from now on. Call it while holding the folder. */
export function rememberPolicies(dir: string, folder: string): void {
  const digest = isShippedFolder(folder) ? null : digestOf(folder);
  const policies = { folder, fromHere: relative(realPlace(dir), realPlace(folder)), digest };
  noteContents(dir, { samples: false, own: false, ...readContents(dir), policies });
}

async function agreeToOthers(
  dir: string,
  last: string,
  { folder, others }: PoliciesInUse,
  use: PolicyUse,
): Promise<void> {
  const places = `${dir} was last recomputed with ${named(last)}, and this would go by ${named(folder)}`;
  const lost =
    use === "changes" ? "" : ": rules and sectors that are not among these would no longer be watched";
  if (others === true || (canAsk() && (await ask(`${places}${lost}. Go on?`)))) return;
  throw new UsageError(
    `${places}${lost}. ${wayBack(last, use)}, or, if this is what you want, say --other-policies`,
  );
}

function wayBack(last: string, use: PolicyUse): string {
  if (use === "samples") return "Name another folder (npm start -- --dir FOLDER)";
  return existsSync(last)
    ? `Name those of before with --policies ${shellWord(shown(last))}`
    : "Name those of before with --policies, where they are now";
}

function areSame(dir: string, before: RememberedPolicies, folder: string): boolean {
  if (before.digest === null || isShippedFolder(folder))
    return before.digest === null && isShippedFolder(folder);
  return realPlace(placeBefore(dir, before)) === realPlace(folder) || before.digest === digestOf(folder);
}

/** Where the policies of before lie: where they lay, or at the same place beside the data folder, if both were moved. */
function placeBefore(dir: string, { folder, fromHere, digest }: RememberedPolicies): string {
  if (digest === null) return SHIPPED;
  const beside = resolve(dir, fromHere);
  return !existsSync(folder) && existsSync(beside) ? beside : folder;
}

/** A digest of what a folder says: its policies and its restricted lists. */
function digestOf(folder: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort()) {
    if (isPolicyFile(file) || file === LISTS_FILE)
      hash.update(JSON.stringify([file, textOrFault(join(folder, file))]));
  }
  return hash.digest("hex");
}

/** What a file says, or why it cannot be read: then its policy cannot be used, which is told elsewhere. */
function textOrFault(file: string): { text: string } | { fault: string | undefined } {
  try {
    return { text: readFileSync(file, "utf8") };
  } catch (error) {
    return { fault: (error as NodeJS.ErrnoException).code };
  }
}

function realPlace(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

function named(folder: string): string {
  if (isShippedFolder(folder)) return "the policies that ship";
  const gone = existsSync(folder) ? "" : " (which is no longer there)";
  return `the policies of ${shown(folder)}${gone}`;
}

/** A path as somebody in the folder of work would write it. */
function shown(folder: string): string {
  const short = relative("", folder);
  return short !== "" && short.length < folder.length ? short : folder;
}
