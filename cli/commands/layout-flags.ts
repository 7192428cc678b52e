import { type Command, Option } from "commander";
import type { TableLayout } from "../../shared/mapping/mapping.ts";

/** The flags that settle the form of a table. */
export interface LayoutFlags {
  sheet?: string;
  encoding?: NonNullable<TableLayout["encoding"]>;
}

/** Adds the flags that settle the form of a table. */
export function addLayout(command: Command): Command {
  return command
    .option("--sheet <sheet>", "the sheet of a workbook; the first one unless given")
    .addOption(
      new Option("--encoding <encoding>", "the encoding of a text; found out unless given").choices([
        "utf-8",
        "utf-16",
        "windows-1252",
      ]),
    );
}

/** What the flags settle. */
export function layoutOf({ sheet, encoding }: LayoutFlags): TableLayout {
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}
