import { addExamples } from "../terminal/examples.ts";
import type { AddCommand } from "./answer-command.ts";
import { addListAhead } from "./list-ahead.ts";
import { addListEvents } from "./list-events.ts";
import { addListHoldings } from "./list-holdings.ts";
import { addListImports } from "./list-imports.ts";
import { addListLinks } from "./list-links.ts";
import { addListPositions } from "./list-positions.ts";
import { addListRules } from "./list-rules.ts";
import { addListSectors } from "./list-sectors.ts";
import { addListSeries } from "./list-series.ts";
import { addListSuppliers } from "./list-suppliers.ts";
import { addListUnknowns } from "./list-unknowns.ts";
import { addListUnreadable } from "./list-unreadable.ts";

/** Adds `list` with what can be listed. */
export const addList: AddCommand = (program, ...given) => {
  const list = addExamples(program.command("list"), [
    ["list sectors --dir .chokepoint-samples", "what there is, and how new it is, on the samples"],
    [
      "list positions --sector ai --supplier CATL --limit 10 --dir .chokepoint-samples",
      "what was bought from a company, newest first",
    ],
    ["list suppliers --csv", "every supplier of your own data, as import takes it"],
  ]).description("show what is stored");
  addListPositions(list, ...given);
  addListSuppliers(list, ...given);
  addListLinks(list, ...given);
  addListHoldings(list, ...given);
  addListSeries(list, ...given);
  addListUnknowns(list, ...given);
  addListAhead(list, ...given);
  addListEvents(list, ...given);
  addListImports(list, ...given);
  addListUnreadable(list, ...given);
  addListRules(list, ...given);
  addListSectors(list, ...given);
};
