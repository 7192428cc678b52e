import { userInfo } from "node:os";
import type { Command } from "commander";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import type { Silence } from "../../shared/alerts/silence.ts";
import { type SilencePayload, silenceSchemaFor } from "../../shared/contract/payloads.ts";
import { addDays, dayOf } from "../../shared/values/day.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { print, printJson } from "../terminal/output.ts";
import { silenceLine } from "../text/silence.ts";

interface SilenceOptions extends CloudOptions {
  sector: string;
  rule?: string;
  group?: string;
  until: string;
  by: string;
  reason: string;
  json?: true;
}

interface LiftOptions extends CloudOptions {
  sector: string;
  json?: true;
}

/** Adds `silence` and `lift`. */
export function addSilence(program: Command, policyFolder: PolicyFolder): void {
  program
    .command("silence")
    .description(
      "send nothing about a sector, a rule or a group until a day; what happens is recorded all the same",
    )
    .requiredOption("--sector <sector>", "the sector")
    .option("--rule <rule>", "one rule; every rule unless given")
    .option("--group <group>", "one item or program of a rule that has an alert for each")
    .requiredOption(
      "--until <day>",
      "the day as of which runs speak again: 2026-08-15, or 14d or 2w from today",
    )
    .requiredOption("--reason <text>", "why, for whoever asks later")
    .option("--by <name>", "who asks for it", userInfo().username)
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action((options: SilenceOptions) => runSilence(options, policyFolder));
  program
    .command("lift")
    .description("end a silence now; what it still hides is sent by the next recompute")
    .argument("<id>", "the silence, as `alerts` names it")
    .requiredOption("--sector <sector>", "the sector")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action((id: string, options: LiftOptions) => runLift(id, options, policyFolder));
}

async function runSilence(options: SilenceOptions, policyFolder: PolicyFolder): Promise<void> {
  const { sector, rule, group, until, by, reason } = options;
  const about = { ...(rule === undefined ? {} : { rule }), ...(group === undefined ? {} : { group }) };
  const asked = { sector, ...about, until: dayMeant(until), by, reason };
  await change(asked, options, policyFolder, "silenced");
}

const DAYS = { d: 1, w: 7 };

/** A day, or so many days or weeks from today. */
function dayMeant(until: string): string {
  const [, count, unit] = /^([1-9]\d{0,3})([dw])$/.exec(until) ?? [];
  if (count === undefined) return until;
  return addDays(dayOf(new Date()), Number(count) * DAYS[unit === "w" ? "w" : "d"]);
}

async function runLift(id: string, options: LiftOptions, policyFolder: PolicyFolder): Promise<void> {
  await change({ sector: options.sector, lift: id }, options, policyFolder, "lifted");
}

async function change(
  asked: SilencePayload,
  options: CloudOptions & { json?: true },
  policyFolder: PolicyFolder,
  done: "silenced" | "lifted",
): Promise<void> {
  const payload = readPayload(silenceSchemaFor(asked, policyFolder.policies), asked);
  const result = await withCloud(options, policyFolder, (cloud) => cloud.silence(payload));
  if (options.json === true) {
    printJson(result);
    return;
  }
  const changed = result[done];
  const others = result.silences.filter((silence: Silence) => silence.id !== changed?.id);
  print(
    ...(changed === undefined ? [] : [`${result.sector}  ${done} ${silenceLine(changed)}`]),
    ...(result.notes ?? []).map((note) => `  note: ${note}`),
    ...others.map((silence) => `  also ${silenceLine(silence)}`),
  );
}
