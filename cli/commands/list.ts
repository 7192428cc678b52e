import type { AddCommand } from "./answer-command.ts";
import { addListImports } from "./list-imports.ts";
import { addListRules } from "./list-rules.ts";
import { addListSectors } from "./list-sectors.ts";
import { addListUnreadable } from "./list-unreadable.ts";

/** Adds `list` with what can be listed. */
export const addList: AddCommand = (program, ...given) => {
  const list = program.command("list").description("show what is stored");
  addListImports(list, ...given);
  addListUnreadable(list, ...given);
  addListRules(list, ...given);
  addListSectors(list, ...given);
};
