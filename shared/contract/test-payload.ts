import * as z from "zod";
import { levels } from "../policy/level.ts";
import type { Policies } from "../policy/policies.ts";
import { hasField, problemsOfRule, sectorOf } from "./payload-fields.ts";

/** The topics that a test message can be sent to. */
export const testedTopics = ["alerts", "operations"] as const;

export const testedLevels = levels.filter((level) => level !== "none");

/**
 * Asks the watchdog for a test message to a topic. One to `alerts` is about a sector; one to `operations` is not. `monthly` is
 * what the schedule passes.
 */
export function testPayloadSchema(policies: Policies) {
  return z
    .strictObject({
      test: z.enum(testedTopics),
      sector: sectorOf(policies).optional(),
      level: z.enum(testedLevels).optional(),
      rule: z.string().optional(),
      dryRun: z.boolean("must be true or false").optional(),
      monthly: z.boolean("must be true or false").optional(),
    })
    .superRefine(({ test, ...asked }, context) => {
      const add = (path: readonly PropertyKey[], message: string, brokenPolicy?: string) =>
        context.addIssue({ code: "custom", path: [...path], message, params: { brokenPolicy } });
      if (test === "operations") {
        for (const name of ["sector", "level", "rule"] as const)
          if (asked[name] !== undefined) add([name], `a message to operations is about no ${name}`);
        return;
      }
      if (asked.sector === undefined) {
        add(["sector"], "must name the sector that the test is about");
        return;
      }
      for (const { path, message, brokenPolicy } of problemsOfRule(
        policies.get(asked.sector),
        asked.rule,
        undefined,
      ))
        add(path, message, brokenPolicy);
    });
}
export type TestPayload = z.infer<ReturnType<typeof testPayloadSchema>>;

/** The payload of the watchdog: with `test` it asks for a test message, and empty for a look. */
export function watchdogSchemaFor(payload: unknown, policies: Policies): z.ZodType<TestPayload | object> {
  return hasField(payload, "test") ? testPayloadSchema(policies) : z.strictObject({});
}
