import * as z from "zod";
import { noRuleNamed } from "../policy/named-rule.ts";
import { type BrokenPolicy, isBroken, type Policies, unknownSector } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import { daySchema } from "../values/day.ts";
import { countryCodeSchema, identifierSchema, type RuleId } from "../values/identifier.ts";
import type { Problem } from "../values/problem.ts";

/** The name of a sector with a policy, even if the policy cannot be used. */
export function sectorOf(policies: Policies) {
  return z.string("must name a sector").refine((sector) => policies.has(sector), {
    error: (issue) => unknownSector(String(issue.input), policies),
  });
}

/**
 * Starts a recompute. Without `sector` it is for every sector, without `asOf` for today. With `force`, an
 * assessment for a day before the last one is stored as history instead of being dropped; it decides nothing in
 * either case. `close` ends the alerts of a sector that has no policy any more. `run` is not for people: Step Functions passes it,
 * after all parts of a large sector were folded.
 */
export function recomputePayloadSchema(policies: Policies) {
  return z
    .strictObject({
      sector: z.string("must name a sector").optional(),
      asOf: daySchema.optional(),
      windowDays: z
        .int("must be a whole number of days")
        .min(1, "must be 1 or more")
        .max(36_525, "must be 36525 or less: a century")
        .optional(),
      dryRun: z.boolean("must be true or false").optional(),
      force: z.boolean("must be true or false").optional(),
      close: z.boolean("must be true or false").optional(),
      run: z.string("must name a run").optional(),
    })
    .superRefine(({ sector, close }, context) => {
      const add = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [field], message });
      if (close !== true) {
        if (sector !== undefined && !policies.has(sector)) add("sector", unknownSector(sector, policies));
      } else if (sector === undefined) add("sector", "must name the sector to close");
      else if (policies.has(sector))
        add("close", `${sector} has a policy, and is watched: only a sector without one can be closed`);
    })
    .refine(({ sector, run }) => run === undefined || sector !== undefined, {
      path: ["sector"],
      error: "must name the sector of the run",
    });
}
export type RecomputePayload = z.infer<ReturnType<typeof recomputePayloadSchema>>;

const idsSchema = z.array(identifierSchema).min(1, "must name at least one").optional();

const removedSchema = z
  .strictObject(
    {
      countries: z.array(countryCodeSchema).min(1, "must name at least one").optional(),
      owners: idsSchema,
      suppliers: idsSchema,
      lists: idsSchema,
      plants: idsSchema,
      ports: idsSchema,
      regions: idsSchema,
    },
    "must name countries, owners, suppliers, lists, plants, ports or regions",
  )
  .refine((named) => Object.values(named).some((keys) => keys !== undefined), {
    error: "needs countries, owners, suppliers, lists, plants, ports or regions",
  });

/** A supplier that is not there yet; with `inputs: "none"`, its own inputs do not matter. */
const newSourceSchema = z.strictObject({
  name: identifierSchema.trim(),
  country: countryCodeSchema,
  inputs: z.literal("none", 'must be "none", or left out').optional(),
});

const moveSchema = z
  .strictObject({
    part: z
      .number()
      .gt(0, "a part must be more than 0")
      .max(1, "a part must be at most 1, which is 100 %")
      .optional(),
    exposure: z.number().gt(0, "an exposure must be more than 0").optional(),
    item: z.string("must name an item"),
    from: identifierSchema,
    to: z.union([identifierSchema, newSourceSchema], {
      error: "must name a supplier, or give name and country of a new source",
    }),
  })
  .refine(({ part, exposure }) => (part === undefined) !== (exposure === undefined), {
    error: "needs a part or an exposure, and not both",
  });

const changedLimitsSchema = z
  .strictObject({
    rule: z.string("must name a rule"),
    warning: z.number().optional(),
    critical: z.number().optional(),
  })
  .refine(({ warning, critical }) => warning !== undefined || critical !== undefined, {
    error: "needs a warning limit, a critical limit, or both",
  });

// More are no question of a person, and each takes a look at the whole sector.
const MOST_MOVES = 100;

/**
 * Asks what comes of it when supply moves, when rules have other limits, and when countries, owners, suppliers, everyone on a
 * list, or all at a place stop after that. Nothing is written.
 */
export function simulatePayloadSchema(policies: Policies) {
  return z
    .strictObject({
      sector: sectorOf(policies),
      remove: removedSchema.optional(),
      move: z
        .array(moveSchema)
        .min(1, "must have at least one move")
        .max(MOST_MOVES, `must have ${MOST_MOVES} moves or fewer`)
        .optional(),
      limits: z.array(changedLimitsSchema).min(1, "must change at least one").optional(),
      pairs: z.literal(true, "must be true, or left out").optional(),
      asOf: daySchema.optional(),
    })
    .refine(
      ({ remove, move, limits, pairs }) => [remove, move, limits, pairs].some((one) => one !== undefined),
      {
        error: "needs remove, move, limits or pairs: what to try",
      },
    );
}
export type SimulatePayload = z.infer<ReturnType<typeof simulatePayloadSchema>>;

/** Asks for a digest: of every sector, unless `sectors` are given. */
export function digestPayloadSchema(policies: Policies) {
  return z.strictObject({
    sectors: z.array(sectorOf(policies)).min(1, "must name at least one").optional(),
  });
}
export type DigestPayload = z.infer<ReturnType<typeof digestPayloadSchema>>;

/** Asks for a report: about every sector, unless `sectors` are given. */
export function reportPayloadSchema(policies: Policies) {
  return digestPayloadSchema(policies);
}
export type ReportPayload = DigestPayload;

const SENTENCE = 200;
const sentenceSchema = z
  .string("must be given")
  .trim()
  .min(1, "must not be empty")
  .max(SENTENCE, `must be ${SENTENCE} characters or less`);

/** Who asks for something, and why. */
const signatureSchema = {
  by: sentenceSchema,
  reason: sentenceSchema.regex(/^$|[\p{L}\p{N}]/u, "must say why, in words"),
};

/** Asks not to be told about a sector, one of its rules, or one group of a rule, until a day. */
function newSilenceSchema(policies: Policies) {
  return z
    .strictObject({
      sector: sectorOf(policies),
      rule: z.string().optional(),
      group: identifierSchema.optional(),
      until: daySchema,
      ...signatureSchema,
    })
    .superRefine(({ sector, rule, group }, context) => {
      for (const { path, message, brokenPolicy } of problemsOfRule(policies.get(sector), rule, group)) {
        context.addIssue({ code: "custom", path: [...path], message, params: { brokenPolicy } });
      }
    });
}

/** The problem with the rule or the group that a payload names. The whole sector needs no policy. */
export function problemsOfRule(
  policy: Policy | BrokenPolicy | undefined,
  rule: RuleId | undefined,
  group: string | undefined,
): Problem[] {
  if (rule === undefined) {
    return group === undefined ? [] : [{ path: ["group"], message: "needs the rule that it belongs to" }];
  }
  if (policy === undefined) return [];
  if (isBroken(policy)) {
    const message = `its rules are not known: ${policy.problem}`;
    return [{ path: ["rule"], message, brokenPolicy: policy.sector }];
  }
  const named = policy.rules.find(({ id }) => id === rule);
  if (named === undefined) {
    return [{ path: ["rule"], message: noRuleNamed(rule, policy) }];
  }
  if (group === undefined || named.by !== undefined) return [];
  return [{ path: ["group"], message: `the rule ${named.id} has one alert for the whole sector` }];
}

function liftSchema(policies: Policies) {
  return z.strictObject({
    sector: sectorOf(policies),
    lift: z.string("must be the id of a silence").min(1),
  });
}

export type NewSilence = z.infer<ReturnType<typeof newSilenceSchema>>;
export type Lift = z.infer<ReturnType<typeof liftSchema>>;
export type SilencePayload = NewSilence | Lift;

/** With `lift` a silence is lifted, otherwise one is written. */
export function silenceSchemaFor(payload: unknown, policies: Policies): z.ZodType<SilencePayload> {
  return hasField(payload, "lift") ? liftSchema(policies) : newSilenceSchema(policies);
}

/**
 * Acknowledges the open alerts of a rule, or the one of a group. Whether they are open is known where the ledger is, so
 * the policy is not asked.
 */
function newAcknowledgementSchema(policies: Policies) {
  return z.strictObject({
    sector: sectorOf(policies),
    ack: z.string("must name a rule").min(1, "must name a rule"),
    group: identifierSchema.optional(),
    until: daySchema.optional(),
    ...signatureSchema,
  });
}

function withdrawalSchema(policies: Policies) {
  return z.strictObject({
    sector: sectorOf(policies),
    withdraw: z.string("must be the id of an acknowledgement").min(1, "must be the id of an acknowledgement"),
  });
}

export type NewAcknowledgement = z.infer<ReturnType<typeof newAcknowledgementSchema>>;
export type Withdrawal = z.infer<ReturnType<typeof withdrawalSchema>>;
export type AcknowledgePayload = NewAcknowledgement | Withdrawal;
export type AskPayload = SilencePayload | AcknowledgePayload;

/** With `withdraw` an acknowledgement is withdrawn, otherwise one is written. */
export function acknowledgeSchemaFor(payload: unknown, policies: Policies): z.ZodType<AcknowledgePayload> {
  return hasField(payload, "withdraw") ? withdrawalSchema(policies) : newAcknowledgementSchema(policies);
}

/** The payload of the silence function: with `ack` or `withdraw` about an acknowledgement, otherwise about a silence. */
export function askSchemaFor(payload: unknown, policies: Policies): z.ZodType<AskPayload> {
  const isAboutAlert = hasField(payload, "ack") || hasField(payload, "withdraw");
  return isAboutAlert ? acknowledgeSchemaFor(payload, policies) : silenceSchemaFor(payload, policies);
}

export function hasField(payload: unknown, field: string): boolean {
  return typeof payload === "object" && payload !== null && field in payload;
}
