import { Option } from "commander";
import { dayOf } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { knownOfSuppliers } from "../cloud/known-of-supplier.ts";
import { writeNewFiles } from "../input/new-files.ts";
import { suppliersToAsk } from "../input/suppliers-to-ask.ts";
import { UsageError } from "../input/usage-error.ts";
import { writeWhole } from "../input/write-whole.ts";
import {
  type Questionnaire,
  questionnaireLines,
  questionnaireOf,
  questionnaireText,
} from "../text/questionnaire.ts";
import { questionnaireFiles } from "../text/questionnaire-files.ts";
import { questionnairesTold } from "../text/questionnaires-told.ts";
import { answerCommand, type Given } from "./answer-command.ts";
import { decidingFirst } from "./deciding-first.ts";
import { addCsv } from "./list-rules.ts";
import { wholeNumber } from "./list-table.ts";
import { warnOfLost } from "./lost-rows.ts";

interface AskOptions {
  about: "inputs" | "holders";
  first?: number;
  sector?: SectorId;
  out?: string;
  into?: string;
  csv?: true;
}

/** Adds `ask`. */
export const addAsk = answerCommand<AskOptions, Questionnaire[]>({
  name: "ask",
  description: "questionnaires for suppliers: files that they fill in, and import takes",
  examples: [
    ["ask Fluence --csv --dir .chokepoint-samples", "from whom it gets its inputs, as a file of links"],
    ["ask Fluence --about holders --out holders.csv", "who holds it; then: import holdings holders.csv"],
    ["ask Fluence Tesla --into letters", "a file for each of them, in the folder letters"],
    ["ask --first 5 --sector ai --into letters", "the five suppliers whose answers decide most"],
  ],
  accept: (command) =>
    addCsv(
      command
        .argument("[supplier...]", "the suppliers, by id or name")
        .addOption(
          new Option("--about <what>", "what is asked").choices(["inputs", "holders"]).default("inputs"),
        )
        .option(
          "--first <count>",
          "so many suppliers that list unknowns of a sector names first, of those that can answer it",
          wholeNumber,
        )
        .option("--sector <sector>", "the sector of --first")
        .option("--out <file>", "write one file, with the questionnaires of all of them")
        .addOption(
          new Option("--into <folder>", "write a file for each of them into a folder").conflicts([
            "out",
            "csv",
          ]),
        ),
    ),
  async answer(given) {
    const asked = await questionnaires(given);
    const { out, into } = given.options;
    if (out !== undefined) writeWhole(out, questionnaireText(asked));
    if (into !== undefined) writeNewFiles(into, questionnaireFiles(asked));
    return asked;
  },
  json: (asked) => asked.map(({ columns: _, rows: __, ...one }) => one),
  lines: (asked, { options, place }) =>
    options.csv === true && options.out === undefined
      ? questionnaireLines(asked)
      : questionnairesTold(asked, { ...options, place }),
});

async function questionnaires(given: Given<AskOptions>): Promise<Questionnaire[]> {
  const { options, args, policies, place, inCloud } = given;
  const { about, first, sector } = options;
  if (first === undefined && sector !== undefined)
    throw new UsageError(
      "--sector goes with --first: those who are named are asked about all that they sell",
    );
  if (first !== undefined && args.length > 0)
    throw new UsageError("--first says whom to ask by itself: leave out the names, or --first");
  if (first === undefined && args.length === 0)
    throw new UsageError("name who is to be asked, or let --first say it: ask --first 5 --sector ai");
  const { known, unreadable } = await inCloud(async (cloud) => {
    const find =
      first === undefined ? suppliersToAsk(args) : await decidingFirst(first, about, sector, policies, cloud);
    return knownOfSuppliers(find, dayOf(new Date()), policies, cloud);
  });
  warnOfLost(unreadable, place);
  return known.map((one) => questionnaireOf(one, about));
}
