import { describe, expect, it } from "vitest";
import { shippedPolicies } from "../../cli/cloud/policy-folder.ts";
import { createProgram } from "../../cli/create-command.ts";
import { createOverview, listedCommands } from "../../cli/overview.ts";
import { commands } from "../../cli/run.ts";

/** The commands themselves, loaded. */
async function loadedCommands() {
  const program = createProgram("1.2.3");
  for (const load of new Set(commands.values())) (await load())(program, shippedPolicies(), () => {});
  return program;
}

describe("the list of commands, which help shows without loading them,", () => {
  it("names the same commands, in the same words, as the commands do", async () => {
    const help = (await loadedCommands()).helpInformation();
    const listed = createOverview("1.2.3").helpInformation();
    expect(listed.slice(listed.indexOf("Commands:"))).toBe(help.slice(help.indexOf("Commands:")));
  });

  it("names each command that can be run, and no other", () => {
    expect(listedCommands.map(({ name }) => name)).toEqual([...commands.keys()]);
  });
});
