import { userInfo } from "node:os";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { AcknowledgeResult } from "../../functions/silence/acknowledge.ts";
import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import { acknowledgeSchemaFor } from "../../shared/contract/acknowledge-payload.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { ruleMeant } from "../input/asked-rule.ts";
import { dayMeant } from "../input/day-meant.ts";
import { UsageError } from "../input/usage-error.ts";
import { acknowledgementLine } from "../text/quiet-lines.ts";
import { answerCommand, fieldsGiven } from "./answer-command.ts";

interface AckOptions {
  sector: SectorId;
  group?: string;
  until?: Day;
  by?: string;
  reason?: string;
  withdraw?: string;
}

/** Adds `ack`. */
export const addAck = answerCommand<AckOptions, AcknowledgeResult>({
  name: "ack",
  description: "acknowledge an open alert: no reminder until it worsens, is over, or the day comes",
  examples: [
    [
      'ack china-look-through --sector ai --reason "a second source is under contract" --dir .chokepoint-samples',
      "no more reminders of an open alert; that it worsens or ends is told as ever",
    ],
    [
      'ack china-look-through --sector ai --until 4w --reason "new supplier in October" --stack Chokepoint',
      "the same in a deployment, for four weeks",
    ],
    ["ack --withdraw a7 --sector ai --stack Chokepoint", "remind again, by the id that ack and alerts show"],
  ],
  accept: (command) =>
    command
      .argument("[rule]", "the rule of the alert, by id or title")
      .requiredOption("--sector <sector>", "the sector")
      .option(
        "--group <group>",
        "one item, by code or title, or one program; every open alert of the rule unless given",
      )
      .option(
        "--until <day>",
        "the day as of which runs may remind again: 2026-08-15, or 14d or 2w from today",
      )
      .option("--reason <text>", "why, for whoever asks later")
      .option("--by <name>", "who acknowledges it; the user of this computer unless given")
      .option("--withdraw <id>", "withdraw an acknowledgement instead"),
  use: () => "changes",
  async answer({ options, argument, policies, inCloud }) {
    const asked =
      options.withdraw === undefined ? askedOf(argument, options, policies) : withdrawn(argument, options);
    const payload = readPayload(acknowledgeSchemaFor(asked, policies), asked);
    return await inCloud((cloud) => cloud.acknowledge(payload));
  },
  lines: (result, { policies }) => ackLines(result, policies),
});

function askedOf(rule: string, options: AckOptions, policies: Policies) {
  const { sector, group, until, reason, by = userInfo().username } = options;
  if (rule === "") throw new UsageError("name the rule of the alert, or an acknowledgement to --withdraw");
  const day = until === undefined ? undefined : dayMeant(until);
  const ack = ruleMeant(rule, sector, policies, "");
  return fieldsGiven({ sector, ack, group, until: day, by, reason });
}

function withdrawn(rule: string, { sector, withdraw, ...others }: AckOptions) {
  const given = [
    ...(rule === "" ? [] : ["a rule"]),
    ...(["group", "until", "reason", "by"] as const).flatMap((name) =>
      others[name] === undefined ? [] : `--${name}`,
    ),
  ];
  if (given.length > 0)
    throw new UsageError(`--withdraw takes no other choice: leave out ${given.join(", ")}`);
  return { sector, withdraw };
}

function ackLines(
  { sector, acknowledged, withdrawn, acknowledgements, notes = [] }: AcknowledgeResult,
  policies: Policies,
): string[] {
  const lineOf = (one: Acknowledgement) => acknowledgementLine(one, { sector, policies });
  const changed = acknowledged ?? withdrawn ?? [];
  const done = withdrawn === undefined ? "acknowledged" : "withdrawn";
  const ids = new Set(changed.map(({ id }) => id));
  return [
    ...changed.map((one) => `${sector}  ${done} ${lineOf(one)}`),
    ...notes.map((note) => `  note: ${note}`),
    ...acknowledgements.filter(({ id }) => !ids.has(id)).map((one) => `  also ${lineOf(one)}`),
  ];
}
