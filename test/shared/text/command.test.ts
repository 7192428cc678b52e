import { describe, expect, it } from "vitest";
import { commandPlace } from "../../../functions/runtime/command-place.ts";
import { type CommandPlace, confirmCommand, placeFlag, whereToRun } from "../../../shared/text/command.ts";

describe("a command of a message", () => {
  it.each<[CommandPlace, string]>([
    [null, ""],
    [{ stack: "Chokepoint" }, " --stack Chokepoint"],
    [{ stack: "Chokepoint", pages: "pages" }, " --stack Chokepoint"],
    [{ dir: ".chokepoint-samples" }, " --dir .chokepoint-samples"],
    [{ dir: "../mine/2026" }, " --dir ../mine/2026"],
    [{ dir: "my data" }, " --dir 'my data'"],
    [{ policies: "../battery watch" }, " --policies '../battery watch'"],
    [{ dir: "mine", policies: "rules" }, " --dir mine --policies rules"],
    [{ stack: "Chokepoint", policies: "rules" }, " --stack Chokepoint --policies rules"],
    [{ call: "chokepoint" }, ""],
    [{ dir: "mine", call: "npx --no-install chokepoint" }, " --dir mine"],
  ])("works in %j", (place, flag) => {
    expect(placeFlag(place)).toBe(flag);
    expect(confirmCommand("i-1", "ai", place)).toBe(
      `${place?.call ?? "npx chokepoint"} import confirm i-1 --sector ai --reason "…"${flag}`,
    );
  });

  it.each<[NodeJS.ProcessEnv, CommandPlace]>([
    [{}, null],
    [{ CHOKEPOINT_STACK: "S" }, { stack: "S" }],
    [
      { CHOKEPOINT_STACK: "S", REPORTS_BUCKET: "pages" },
      { stack: "S", pages: "pages" },
    ],
    [{ REPORTS_BUCKET: "pages" }, null],
    [{ CHOKEPOINT_DIR: "mine" }, { dir: "mine" }],
    [
      { CHOKEPOINT_STACK: "S", CHOKEPOINT_COMMAND: "chokepoint" },
      { stack: "S", call: "chokepoint" },
    ],
    [{ CHOKEPOINT_COMMAND: "chokepoint" }, { call: "chokepoint" }],
    [{ CHOKEPOINT_NAMED_POLICIES: "rules" }, { policies: "rules" }],
    [
      { CHOKEPOINT_DIR: "mine", CHOKEPOINT_NAMED_POLICIES: "rules" },
      { dir: "mine", policies: "rules" },
    ],
  ])("works where the environment %j says", (env, place) => {
    expect(commandPlace(env)).toEqual(place);
  });

  it.each<[CommandPlace, string]>([
    [null, "Run commands in the folder this was made in."],
    [{ dir: "mine", call: "chokepoint" }, "Run commands in the folder this was made in."],
    [
      { stack: "S", pages: "pages" },
      "Run commands in the folder of Chokepoint, with access to its AWS account; elsewhere npx may offer another package.",
    ],
    [
      { stack: "S", call: "npx --no-install chokepoint" },
      'Run commands where "npx --no-install chokepoint" starts Chokepoint, with access to its AWS account.',
    ],
  ])("is said to work somewhere, for %j", (place, sentence) => {
    expect(whereToRun(place)).toBe(sentence);
  });
});
