import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { UnusableFile } from "../../functions/import/files/row.ts";
import { namesInTable, type TableNames } from "../../functions/import/mapped/names-in-table.ts";
import { supplierNames } from "../../functions/import/mapped/supplier-names.ts";
import { SHIPPED_THRESHOLD } from "../../shared/resemblance/alike.ts";
import { groupPairs } from "../../shared/resemblance/name-groups.ts";
import { chooseSupplierPairs, type SupplierPair } from "../../shared/resemblance/supplier-pairs.ts";
import { allNames } from "../cloud/compared-names.ts";
import { namedParties } from "../cloud/named-parties.ts";
import { readEverydayWords } from "../input/everyday-words.ts";
import { suppliersByName } from "../input/name-decisions.ts";
import { apartBy, nameReader } from "../input/name-reader.ts";
import { scoreAsked } from "../input/threshold-flag.ts";
import { UsageError } from "../input/usage-error.ts";
import { reasonText } from "../text/resemblance.ts";
import { pairLines } from "../text/supplier-pairs.ts";
import { pairsCsv } from "../text/supplier-pairs-csv.ts";
import type { SupplierSuggestions } from "../text/supplier-suggestions.ts";
import { answerCommand, type Given } from "./answer-command.ts";
import { addCsv } from "./list-rules.ts";
import { warnOfLost } from "./lost-rows.ts";

interface SuggestOptions {
  map?: string;
  threshold: number;
  csv?: true;
}

const DEFAULT_MAPPING = "mapping.json";

/** Adds `suppliers suggest`. */
export const addSuppliersSuggest = answerCommand<SuggestOptions, SupplierSuggestions>({
  name: "suggest",
  description:
    "which names of suppliers look alike, in a table and in the stored data, with score and reason",
  examples: [
    ["suppliers suggest --dir .chokepoint-samples", "names on the samples that look alike"],
    [
      "suppliers suggest orders.csv --map mapping.json",
      "names in a table of your own, which import map reads",
    ],
  ],
  accept: (command) =>
    addCsv(
      command
        .argument("[file]", "a table that import map reads; only the stored names unless given")
        .option(
          "--map <mapping>",
          `the mapping of the table, which keeps what was refused (${DEFAULT_MAPPING} with a table)`,
        )
        .option(
          "--threshold <score>",
          "the least score that is told, above 0 and at most 1",
          scoreAsked,
          SHIPPED_THRESHOLD,
        ),
    ),
  answer: suggest,
  json: ({ toDecide: _, ...found }) => found,
  lines: (found, { options, argument, place }) => {
    const { map = DEFAULT_MAPPING, csv } = options;
    return csv === true ? pairsCsv(found) : pairLines(found, { map, place, ofTable: argument !== "" });
  },
});

async function suggest({
  options,
  argument,
  policies,
  place,
  inCloud,
}: Given<SuggestOptions>): Promise<SupplierSuggestions> {
  const { threshold, map = argument === "" ? undefined : DEFAULT_MAPPING } = options;
  const mapped = map === undefined ? null : suppliersByName(map);
  const table = argument === "" || mapped === null ? null : await namesOf(argument, mapped);
  const { stored, ids } = await inCloud(async (cloud) => ({
    stored: await namedParties(cloud, [...policies.keys()]),
    ids: await supplierNames(cloud.suppliers),
  }));
  warnOfLost(stored.unreadable, place);
  const idOf = nameReader(mapped?.supplier ?? null, ids);
  const names = allNames(stored.parties, table?.rows ?? null, idOf);
  const { pairs, apart, crowded } = chooseSupplierPairs(names, {
    threshold,
    everyday: readEverydayWords(),
    isApart: apartBy(mapped?.supplier.apart ?? [], idOf),
    isAsked: ({ rows }) => table === null || rows !== null,
  });
  const inWords = ({ reason, ...pair }: SupplierPair) => ({ ...pair, reason: reasonText(reason, SIDES) });
  const grouped = groupPairs(pairs);
  return {
    pairs: pairs.map(inWords),
    toDecide: grouped.pairs.map(inWords),
    threshold,
    names: names.length,
    refused: apart,
    unread: table?.unread ?? 0,
    crowded,
  };
}

const SIDES = { a: "the first name", b: "the second" };

async function namesOf(
  file: string,
  { mapping, supplier }: ReturnType<typeof suppliersByName>,
): Promise<TableNames> {
  try {
    return await namesInTable(createReadStream(file), mapping, supplier.column);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof UnusableFile)
      throw new UsageError(`${basename(file)}: ${error.message}`, { cause: error });
    if (code === undefined) throw error;
    const problem = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new UsageError(`${basename(file)}: ${problem}`, { cause: error });
  }
}
