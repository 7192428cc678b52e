import type { FoundUnreadable, UnreadableItems } from "../../functions/aws/dynamo/unreadable-items.ts";
import { unknownSector } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "../input/usage-error.ts";
import { ask, canAsk } from "../terminal/ask.ts";
import { print } from "../terminal/output.ts";
import { allReadable, unreadableLines } from "../text/unreadable.ts";
import { answerCommand, type Given } from "./answer-command.ts";

interface ListUnreadableOptions {
  sector?: SectorId;
  remove?: string[];
  yes?: true;
}

/** What was found, or with `--remove` what became of the items to be removed. */
type Unreadables = { found: FoundUnreadable[] } | { results: AskedRemoval[] };

interface AskedRemoval {
  key: string;
  result: "removed" | "changed";
}

/** Adds `list unreadable`. */
export const addListUnreadable = answerCommand<ListUnreadableOptions, Unreadables>({
  name: "unreadable",
  description:
    "stored items that cannot be read: where they are and what is wrong; with --remove, takes them away",
  examples: [
    [
      "list unreadable --dir .chokepoint-samples",
      "what cannot be read of the samples: nothing, as it should be",
    ],
    [
      "list unreadable --remove positions/ai#03/P-1 --stack Chokepoint",
      "take away one item of a deployment, by its key",
    ],
  ],
  accept: (command) =>
    command
      .option("--sector <sector>", "what a sector's assessment rests on; everything unless given")
      .option(
        "--remove <key...>",
        "remove these, by their keys as listed; `all` for all but ledgers and newer items",
      )
      .option("--yes", "remove without asking"),
  answer: listOrRemove,
  json: (answer) => ("found" in answer ? answer.found : answer.results),
  lines: (answer, { options }) =>
    "found" in answer ? unreadableLines(answer.found, options.sector) : answer.results.map(removalLine),
});

async function listOrRemove({
  options: { sector, remove, yes },
  policies,
  isJson,
  inCloud,
}: Given<ListUnreadableOptions>): Promise<Unreadables> {
  if (sector !== undefined && !policies.has(sector)) throw new UsageError(unknownSector(sector, policies));
  if (yes === true && remove === undefined) throw new UsageError("--yes needs --remove");
  return await inCloud(async ({ unreadable }) => {
    const found = await unreadable.find(sector ?? null);
    if (remove === undefined) return { found };
    const meant = itemsMeant(found, remove);
    // The user sees what would be removed before the question.
    if (!isJson)
      print(...(meant.length === 0 ? [nothingMeant(found, sector)] : unreadableLines(meant, sector)));
    if (meant.length > 0 && yes !== true) await agree(meant);
    return { results: await removeAll(meant, unreadable) };
  });
}

function removalLine({ key, result }: AskedRemoval): string {
  return `${result === "removed" ? "removed" : "changed meanwhile, left as it is:"} ${key}`;
}

/** The items with the given keys. @throws UsageError naming a key that was not found. */
function itemsMeant(found: FoundUnreadable[], asked: string[]): FoundUnreadable[] {
  // A ledger holds everything about its alerts, and a newer version can read its own items: these need their own key.
  if (asked.includes("all")) return found.filter(({ table, isNewer }) => table !== "ledgers" && !isNewer);
  return asked.map((key) => {
    const item = found.find((one) => one.key === key);
    if (item === undefined) {
      const hint = nearestHint(
        key,
        found.map((one) => one.key),
        "its keys are",
      );
      throw new UsageError(`--remove: ${quoted(key)} is not among what cannot be read; ${hint}`);
    }
    return item;
  });
}

function nothingMeant(found: FoundUnreadable[], sector: SectorId | undefined): string {
  return found.length === 0 ? allReadable(sector) : "nothing of it is removed by `all`: name each by its key";
}

/** Asks the user. @throws UsageError when the user says no, or nobody can be asked. */
async function agree(meant: FoundUnreadable[]): Promise<void> {
  if (!canAsk()) throw new UsageError("nothing was removed: nobody is here to be asked, so say --yes");
  const count = meant.length === 1 ? "this item" : `these ${meant.length.toLocaleString("en-US")} items`;
  if (!(await ask(`Remove ${count} for good?`))) throw new UsageError("nothing was removed");
}

async function removeAll(meant: FoundUnreadable[], unreadable: UnreadableItems): Promise<AskedRemoval[]> {
  const results: AskedRemoval[] = [];
  for (const item of meant) results.push({ key: item.key, result: await unreadable.remove(item) });
  return results;
}
