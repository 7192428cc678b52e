import { userInfo } from "node:os";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { SilenceResult } from "../../functions/silence/silence.ts";
import { type SilencePayload, silenceSchemaFor } from "../../shared/contract/silence-payload.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { ruleMeant } from "../input/asked-rule.ts";
import { dayMeant } from "../input/day-meant.ts";
import { silenceLine } from "../text/quiet-lines.ts";
import { type AddCommand, answerCommand, fieldsGiven, type Given } from "./answer-command.ts";

interface SilenceOptions {
  sector: SectorId;
  rule?: string;
  group?: string;
  until: Day;
  by: string;
  reason: string;
}

interface LiftOptions {
  sector: SectorId;
}

const silence = answerCommand<SilenceOptions, SilenceResult>({
  name: "silence",
  description:
    "send nothing about a sector, a rule or a group until a day; what happens is recorded all the same",
  examples: [
    [
      'silence --sector ai --rule china-look-through --until 14d --reason "looking into it" --dir .chokepoint-samples',
      "no e-mail about a rule for two weeks",
    ],
    [
      'silence --sector ai --until 2w --reason "moving data" --stack Chokepoint',
      "none about a sector, in a deployment",
    ],
  ],
  accept: (command) =>
    command
      .requiredOption("--sector <sector>", "the sector")
      .option("--rule <rule>", "one rule, by id or title; every rule unless given")
      .option(
        "--group <group>",
        "one item, by code or title, or one program, of a rule that has an alert for each",
      )
      .requiredOption(
        "--until <day>",
        "the day as of which runs speak again: 2026-08-15, or 14d or 2w from today",
      )
      .requiredOption("--reason <text>", "why, for whoever asks later")
      .option("--by <name>", "who asks for it", userInfo().username),
  use: () => "changes",
  answer(given) {
    const { sector, rule, group, until, by, reason } = given.options;
    const asked = {
      sector,
      rule: rule && ruleMeant(rule, sector, given.policies),
      group,
      until: dayMeant(until),
    };
    return change(fieldsGiven({ ...asked, by, reason }), given);
  },
  lines: (result, { policies }) => changeLines(result, "silenced", policies),
});

const lift = answerCommand<LiftOptions, SilenceResult>({
  name: "lift",
  description: "end a silence now; what it still hides is sent by the next recompute",
  examples: [
    [
      "lift s3 --sector ai --dir .chokepoint-samples",
      "end a silence, by the id that silence and alerts show",
    ],
    ["lift s12 --sector ai --stack Chokepoint", "the same in a deployment"],
  ],
  accept: (command) =>
    command
      .argument("<id>", "the silence, as `alerts` names it")
      .requiredOption("--sector <sector>", "the sector"),
  use: () => "changes",
  answer: (given) => change({ sector: given.options.sector, lift: given.argument }, given),
  lines: (result, { policies }) => changeLines(result, "lifted", policies),
});

/** Adds `silence` and `lift`. */
export const addSilence: AddCommand = (...given) => {
  silence(...given);
  lift(...given);
};

/** Asks the silence function for a change. */
async function change(
  asked: Record<string, unknown>,
  { policies, inCloud }: Pick<Given<unknown>, "policies" | "inCloud">,
): Promise<SilenceResult> {
  const payload: SilencePayload = readPayload(silenceSchemaFor(asked, policies), asked);
  return await inCloud((cloud) => cloud.silence(payload));
}

function changeLines(result: SilenceResult, done: "silenced" | "lifted", policies: Policies): string[] {
  const { sector, notes = [], silences } = result;
  const changed = result[done];
  const others = silences.filter(({ id }) => id !== changed?.id);
  return [
    ...(changed === undefined ? [] : [`${sector}  ${done} ${silenceLine(changed, { sector, policies })}`]),
    ...notes.map((note) => `  note: ${note}`),
    ...others.map((one) => `  also ${silenceLine(one, { sector, policies })}`),
  ];
}
