import { Option } from "commander";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { TestResult } from "../../functions/watchdog/test-notification.ts";
import { testedLevels, testedTopics, testPayloadSchema } from "../../shared/contract/test-payload.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { ruleMeant } from "../input/asked-rule.ts";
import { testLines } from "../text/test-notification.ts";
import { answerCommand, fieldsGiven } from "./answer-command.ts";

interface TestOptions {
  topic: (typeof testedTopics)[number];
  sector?: SectorId;
  level?: string;
  rule?: string;
  dryRun?: true;
}

/** Adds `test-notification`. */
export const addTestNotification = answerCommand<TestOptions, TestResult>({
  name: "test-notification",
  description:
    "send a message that is plainly a test, and say who gets it and why others do not; --dry-run sends nothing",
  examples: [
    [
      "test-notification --sector ai --level critical --rule china-look-through --dir .chokepoint-samples",
      "what a new alert of this rule would reach, on the samples; it lies in the inbox",
    ],
    [
      "test-notification --sector defense --level warning --dry-run --stack Chokepoint",
      "who would get a warning of a deployment, and who would not, and send nothing",
    ],
    [
      "test-notification --topic operations --stack Chokepoint --json",
      "test the topic for operators, for a script: the exit code is 1 when nobody gets it",
    ],
  ],
  accept: (command) =>
    command
      .addOption(
        new Option("--topic <topic>", "where the message goes").choices([...testedTopics]).default("alerts"),
      )
      .option("--sector <sector>", "the sector that it is about; for alerts")
      .addOption(
        new Option("--level <level>", "the level of the alert; critical unless given").choices([
          ...testedLevels,
        ]),
      )
      .option("--rule <rule>", "the rule of the alert, by id or title; none unless given")
      .option("--dry-run", "say who would get it, and send nothing"),
  use: ({ dryRun }) => (dryRun === true ? "reads" : "changes"),
  async answer({ options, policies, inCloud }) {
    const { topic: test, sector, level, dryRun } = options;
    const rule =
      options.rule === undefined || sector === undefined
        ? options.rule
        : ruleMeant(options.rule, sector, policies);
    const payload = readPayload(
      testPayloadSchema(policies),
      fieldsGiven({ test, sector, level, rule, dryRun }),
    );
    return await inCloud((cloud) => cloud.testNotification(payload));
  },
  lines: testLines,
  // The exit code is for scripts.
  ending: ({ subscriptions }) => (subscriptions.some(({ delivers }) => delivers !== "no") ? 0 : 1),
});
