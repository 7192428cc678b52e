import { holdsOn, type ListEntry } from "../../shared/policy/list-entry.ts";
import { isOfGoods } from "../../shared/policy/listed-goods.ts";
import { listingsOf } from "../../shared/policy/listings.ts";
import { listsIn } from "../../shared/policy/policies.ts";
import type { RestrictedLists } from "../../shared/policy/restricted-lists.ts";
import { SHIPPED_THRESHOLD } from "../../shared/resemblance/alike.ts";
import { type Screened, screener } from "../../shared/resemblance/screen.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import { type NamedParties, type NamedParty, namedParties } from "../cloud/named-parties.ts";
import { restrictedListAsked } from "../input/asked-list.ts";
import { dayAsked } from "../input/day-flag.ts";
import { readEverydayWords } from "../input/everyday-words.ts";
import { readListsAt } from "../input/lists-file.ts";
import { scoreAsked } from "../input/threshold-flag.ts";
import { reasonText } from "../text/resemblance.ts";
import { type FoundName, type Screening, screenCsv, screenJson, screenLines } from "../text/screen.ts";
import { answerCommand, type Given } from "./answer-command.ts";
import { addCsv } from "./list-rules.ts";
import { warnOfLost } from "./lost-rows.ts";

interface ScreenOptions {
  list?: string;
  lists?: string;
  threshold: number;
  asOf?: Day;
  csv?: true;
}

/** Adds `screen`. */
export const addScreen = answerCommand<ScreenOptions, Screening>({
  name: "screen",
  description:
    "which names of suppliers and holders resemble a company on a restricted list; decides nothing",
  examples: [
    [
      "screen --list 1260h --dir .chokepoint-samples",
      "names on the samples that resemble a company on one list",
    ],
    ["screen --threshold 0.9 --csv", "the surest ones of your own data, as a table"],
    ["screen --lists my-lists.json", "by lists of a file, whatever the policies use"],
  ],
  accept: (command) =>
    addCsv(
      command
        .option("--list <list>", "one restricted list: 1260h; every list unless given")
        .option(
          "--lists <file>",
          "the lists of this file, in the form of restricted-lists.json, in place of those in use",
        )
        .option(
          "--threshold <score>",
          "the least score that is told, above 0 and at most 1",
          scoreAsked,
          SHIPPED_THRESHOLD,
        )
        .option(
          "--as-of <day>",
          "only companies that are on a list on this day; whenever unless given",
          dayAsked("--as-of"),
        ),
    ),
  answer: screen,
  json: screenJson,
  lines: (found, { options }) => (options.csv === true ? screenCsv(found) : screenLines(found)),
});

async function screen({ options, policies, place, inCloud }: Given<ScreenOptions>): Promise<Screening> {
  const { threshold, asOf } = options;
  const inUse = listsIn(policies);
  const lists = options.lists === undefined ? inUse : readListsAt(options.lists, inUse);
  const list = options.list === undefined ? undefined : restrictedListAsked(options.list, lists);
  const entries = lists.entries.filter(
    (entry) =>
      !isOfGoods(entry) &&
      (list === undefined || entry.list === list) &&
      (asOf === undefined || holdsOn(entry, asOf)),
  );
  const named = await inCloud((cloud) => namedParties(cloud, [...policies.keys()]));
  warnOfLost(named.unreadable, place);
  const found = foundNames(named, { entries, inUse, threshold, day: asOf ?? dayOf(new Date()) });
  const listed = new Set(entries.map(({ list: of, entity }) => JSON.stringify([of, entity]))).size;
  return { found, threshold, asOf: asOf ?? null, names: named.parties.length, listed };
}

interface Screen {
  entries: readonly ListEntry[];
  /** The lists that rules look at: whoever is on one of these counts as on it. */
  inUse: RestrictedLists;
  threshold: number;
  /** The day on which it is asked who counts as on a list. */
  day: Day;
}

function foundNames(
  { parties, suppliers }: NamedParties,
  { entries, inUse, threshold, day }: Screen,
): FoundName[] {
  const listed = entries.map((entry) => ({ entry, names: [entry.entity, ...entry.names] }));
  const resembling = screener(listed, threshold, readEverydayWords());
  const counting = listingsOf(suppliers, inUse).on(day);
  const toFound = (
    party: NamedParty,
    { listed: { entry }, listedName, score, reason }: Screened<(typeof listed)[number]>,
  ) => ({
    party,
    entry,
    listedName,
    score,
    reason: reasonText(reason, { a: "this name", b: "the listed one" }),
    counts: counting.get(party.supplierId)?.lists.includes(entry.list) === true,
  });
  const found = parties.flatMap((party) => resembling(party.name).map((one) => toFound(party, one)));
  const best = new Map<string, number>();
  for (const { party, score } of found)
    best.set(party.supplierId, Math.max(score, best.get(party.supplierId) ?? 0));
  return found.sort((a, b) => (best.get(b.party.supplierId) ?? 0) - (best.get(a.party.supplierId) ?? 0));
}
