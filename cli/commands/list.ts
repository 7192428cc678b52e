import type { Command } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { addListImports } from "./list-imports.ts";
import { addListUnreadable } from "./list-unreadable.ts";

/** Adds `list` with what can be listed. */
export function addList(program: Command, policyFolder: PolicyFolder): void {
  const list = program.command("list").description("show what is stored");
  addListImports(list, policyFolder);
  addListUnreadable(list, policyFolder);
}
