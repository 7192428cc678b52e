import type { AddCommand } from "./answer-command.ts";
import { addListImports } from "./list-imports.ts";
import { addListUnreadable } from "./list-unreadable.ts";

/** Adds `list` with what can be listed. */
export const addList: AddCommand = (program, policyFolder, setExitCode) => {
  const list = program.command("list").description("show what is stored");
  addListImports(list, policyFolder, setExitCode);
  addListUnreadable(list, policyFolder, setExitCode);
};
