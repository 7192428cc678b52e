import { Option } from "commander";
import { companiesNamed, companyHint } from "../../shared/policy/named-company.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { LINE_END } from "../../shared/values/csv.ts";
import { dayOf } from "../../shared/values/day.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import { knownOfSupplier } from "../cloud/known-of-supplier.ts";
import { keyAsked } from "../input/asked-keys.ts";
import { UsageError } from "../input/usage-error.ts";
import { writeWhole } from "../input/write-whole.ts";
import { type Questionnaire, questionnaireOf } from "../text/questionnaire.ts";
import { answerCommand, type Given } from "./answer-command.ts";
import { addCsv } from "./list-rules.ts";
import { warnOfLost } from "./lost-rows.ts";

interface AskOptions {
  about: "inputs" | "holders";
  out?: string;
  csv?: true;
}

/** Adds `ask`. */
export const addAsk = answerCommand<AskOptions, Questionnaire>({
  name: "ask",
  description: "a questionnaire for a supplier: a file that it fills in, and import takes",
  examples: [
    ["ask Fluence --csv --dir .chokepoint-samples", "from whom it gets its inputs, as a file of links"],
    ["ask Fluence --out fluence.csv", "the same into a file; then: import links fluence.csv"],
    ["ask Fluence --about holders --out holders.csv", "who holds it; then: import holdings holders.csv"],
  ],
  accept: (command) =>
    addCsv(
      command
        .argument("<supplier>", "the supplier, by id or name")
        .addOption(
          new Option("--about <what>", "what is asked").choices(["inputs", "holders"]).default("inputs"),
        )
        .option("--out <file>", "write the questionnaire into this file"),
    ),
  async answer(given) {
    const asked = await questionnaire(given);
    if (given.options.out !== undefined) {
      writeWhole(given.options.out, asked.csv.map((line) => `${line}${LINE_END}`).join(""));
    }
    return asked;
  },
  json: ({ csv: _, ...asked }) => asked,
  lines: (asked, { options }) =>
    options.csv === true && options.out === undefined ? asked.csv : told(asked, options),
});

async function questionnaire({
  options,
  argument,
  policies,
  place,
  inCloud,
}: Given<AskOptions>): Promise<Questionnaire> {
  const { known, unreadable } = await inCloud((cloud) =>
    knownOfSupplier(supplierIn(argument), dayOf(new Date()), policies, cloud),
  );
  warnOfLost(unreadable, place);
  return questionnaireOf(known, options.about);
}

function told({ name, open, known }: Questionnaire, { about, out }: AskOptions): string[] {
  const kind = about === "inputs" ? "links" : "holdings";
  const rows = `${counted(open)} open ${noun(open, "question")}, ${counted(known)} ${noun(known, "row")} that we know already`;
  return out === undefined
    ? [`${oneLine(name)}: ${rows}`, "--csv prints the questionnaire, --out FILE writes it"]
    : [`${oneLine(name)}: ${rows}; once it is filled in: chokepoint import ${kind} ${oneLine(out)}`];
}

/** Finds the one supplier of an id or a name. */
function supplierIn(asked: string) {
  return (ids: ReadonlySet<string>, nameOf: (id: string) => string): string => {
    const key = keyAsked("supplier", asked, "supplier");
    if (key === null) throw new UsageError("name the supplier that is to be asked, by its id or name");
    const [found, ...others] = companiesNamed(key, ids, nameOf);
    if (found === undefined)
      throw new UsageError(`${quoted(key)} is no supplier that is known${companyHint(key, ids, nameOf)}`);
    if (others.length === 0) return found;
    throw new UsageError(
      `${quoted(key)} is the name of ${[found, ...others].join(", ")}: name one of them by its id`,
    );
  };
}
