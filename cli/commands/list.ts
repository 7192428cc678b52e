import type { AddCommand } from "./answer-command.ts";
import { addListImports } from "./list-imports.ts";
import { addListUnreadable } from "./list-unreadable.ts";

/** Adds `list` with what can be listed. */
export const addList: AddCommand = (program, ...given) => {
  const list = program.command("list").description("show what is stored");
  addListImports(list, ...given);
  addListUnreadable(list, ...given);
};
