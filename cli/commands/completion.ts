import { fileURLToPath } from "node:url";
import { Argument } from "commander";
import { addExamples } from "../terminal/examples.ts";
import { printAsIs } from "../terminal/output.ts";
import { ownCall } from "../terminal/program-call.ts";
import { completionScript, type Shell, shells } from "../text/completion-script.ts";
import type { AddCommand } from "./answer-command.ts";

const PROGRAM = fileURLToPath(new URL("../bin.js", import.meta.url));

/** Adds `completion`. */
export const addCompletion: AddCommand = (program) => {
  addExamples(program.command("completion"), [
    [
      "completion bash",
      `for bash: append it to ~/.bashrc, or try it with eval "$(${ownCall()} completion bash)"`,
    ],
    ["completion zsh", "for zsh: append it to ~/.zshrc, behind compinit"],
    ["completion fish", "for fish: write it into ~/.config/fish/completions/chokepoint.fish"],
  ])
    .description("print what a shell runs to complete commands, flags and their values")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .action((shell: Shell) => printAsIs(completionScript(shell, PROGRAM).trimEnd()));
};
