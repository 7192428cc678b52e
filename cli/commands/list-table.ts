import { type Command, InvalidArgumentError, Option } from "commander";
import type { Policies } from "../../shared/policy/policies.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { type CloudOptions, dirOption, placeOf, stackOption, withCloud } from "../cloud/open.ts";
import { addExamples, type Example } from "../terminal/examples.ts";
import { print } from "../terminal/output.ts";
import { writeAll } from "../terminal/stream.ts";
import { lineWidth } from "../terminal/width.ts";
import { csvOf, jsonLinesOf, jsonOf, type RowForms, tableLines } from "../text/row-forms.ts";
import type { AddCommand } from "./answer-command.ts";
import { warnOfLost } from "./lost-rows.ts";

/** What every table of rows takes. */
interface TableOptions extends CloudOptions {
  limit?: number;
  csv?: true;
  json?: true;
}

/** What a list is made from. */
export interface Asked<Options> {
  options: Options & TableOptions;
  policies: Policies;
  cloud: Cloud;
  /** Whether all of it is asked for, and its order makes no difference. */
  isWhole: boolean;
  /** Takes note of items that cannot be read. */
  lose: (unreadable: Unreadable) => void;
}

/** What the CSV is of tables whose rows an import brings in again. */
export const AS_IMPORTED = "as import takes it";

/** A command that lists stored rows: as a table for people, as CSV or as JSON. */
export interface TableCommand<Options, Row> {
  name: string;
  description: string;
  examples: readonly Example[];
  accept: (command: Command) => Command;
  forms: RowForms<Row>;
  /** What its CSV is. */
  csvIs: string;
  /** Whether `--json` prints a line for each row, and not one array. */
  hasJsonLines?: true;
  /**
   * The rows, read as they are taken. At their end it throws a UsageError if there is none because something was asked for that
   * does not exist.
   */
  rows: (asked: Asked<Options>) => AsyncIterable<Row>;
}

const ROWS_ON_A_TERMINAL = 50;

/** Makes the function that adds the described command. */
export function tableCommand<Options, Row>(described: TableCommand<Options, Row>): AddCommand {
  return (parent, policyFolder) => {
    const command = described.accept(parent.command(described.name).description(described.description));
    addExamples(command, described.examples)
      .option(
        "--limit <rows>",
        `at most so many rows; a table for people shows ${ROWS_ON_A_TERMINAL} unless given`,
        wholeNumber,
      )
      .addOption(new Option("--csv", `print only CSV, ${described.csvIs}`).conflicts("json"))
      .option("--json", described.hasJsonLines ? "print only JSON, one line for each" : "print only JSON")
      .addOption(dirOption)
      .addOption(stackOption)
      .action(async (options: Options & TableOptions) => {
        const { policies } = policyFolder;
        await withCloud(options, policyFolder, "reads", (cloud) =>
          list(described, { options, policies, cloud, place: placeOf(options, policyFolder) }),
        );
      });
  };
}

async function list<Options, Row>(
  { rows, forms, hasJsonLines }: TableCommand<Options, Row>,
  given: Pick<Asked<Options>, "options" | "policies" | "cloud"> & { place: CommandPlace },
): Promise<void> {
  const { csv, json, limit } = given.options;
  let lost = NOTHING_UNREADABLE;
  const lose = (more: Unreadable) => {
    lost = mergeUnreadable([lost, more]);
  };
  const isForPeople = csv !== true && json !== true;
  const all = rows({ ...given, isWhole: !isForPeople && limit === undefined, lose });
  if (isForPeople) await show(all, forms, limit ?? ROWS_ON_A_TERMINAL);
  else if (csv === true) await writeAll(csvOf(upTo(all, limit), forms));
  else await writeAll((hasJsonLines === true ? jsonLinesOf : jsonOf)(upTo(all, limit), forms));
  warnOfLost(lost, given.place);
}

async function show<Row>(rows: AsyncIterable<Row>, forms: RowForms<Row>, limit: number): Promise<void> {
  const shown: Row[] = [];
  for await (const row of upTo(rows, limit + 1)) shown.push(row);
  const hasMore = shown.length > limit;
  if (hasMore) shown.pop();
  if (shown.length === 0 && !hasMore) print(`no ${forms.noun} is stored that was asked for`);
  else print(...tableLines(shown, forms, lineWidth()));
  if (hasMore) print(`${shown.length} shown, there are more: --limit shows more, --csv gives all of them`);
}

async function* upTo<Row>(rows: AsyncIterable<Row>, limit: number | undefined): AsyncGenerator<Row> {
  if (limit === 0) return;
  let count = 0;
  for await (const row of rows) {
    yield row;
    count += 1;
    if (count === limit) return;
  }
}

/** Takes a count for an option. */
export function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}
