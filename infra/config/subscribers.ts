import * as z from "zod";
import { type Protocol, protocols } from "../../shared/contract/messaging.ts";
import { type Policies, unknownSector } from "../../shared/policy/policies.ts";
import { quoted, shown } from "../../shared/values/parse.ts";

/** The deployed sectors, and all sectors with a policy. */
export interface Sectors {
  deployed: Policies;
  all: Policies;
}

/** The name of a deployed sector. */
export function sectorSchema({ deployed, all }: Sectors) {
  return z.string().refine((sector) => deployed.has(sector), {
    error: ({ input }) =>
      all.has(String(input))
        ? `${quoted(String(input))} is not deployed: "sectors" names ${[...deployed.keys()].join(", ")}`
        : unknownSector(String(input), deployed),
  });
}

/** An e-mail address. */
export const addressSchema = z.email({
  error: (issue) => `${shown(issue.input)} is not an e-mail address`,
});

/** The levels that a subscriber can choose as the lowest one, in ascending order. */
export const alertLevels = ["possible", "warning", "critical"] as const;

const telephoneSchema = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a telephone number like +12065550100");
const URL_FORM = "must be an address like https://example.com/alerts";
const urlSchema = z.url({ protocol: /^https$/, error: URL_FORM }).regex(/^\S+$/, URL_FORM);
const queueSchema = z
  .string()
  .regex(/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}(\.fifo)?$/, "must be the ARN of a queue")
  .refine((arn) => !arn.endsWith(".fifo"), {
    error: ({ input }) =>
      `${shown(input)} is a FIFO queue, which a topic like this cannot reach: name a standard one`,
  });

/** What an endpoint of each protocol looks like. */
const endpointSchemas: Record<Protocol, z.ZodType<string>> = {
  email: addressSchema,
  sms: telephoneSchema,
  https: urlSchema,
  sqs: queueSchema,
};

/** Somebody or something that receives the bulletins of some sectors, from a level upwards. */
export function subscriberSchema(sectors: Sectors) {
  const choice = {
    sectors: z.array(sectorSchema(sectors)).min(1, "must name at least one").optional(),
    level: z.enum(alertLevels, `must be one of ${alertLevels.join(", ")}`).optional(),
  };
  const schemaOf = (protocol: Protocol) =>
    z.strictObject({ protocol: z.literal(protocol), endpoint: endpointSchemas[protocol], ...choice });
  const [first, ...others] = protocols;
  return z.discriminatedUnion("protocol", [schemaOf(first), ...others.map(schemaOf)], {
    error: `needs a protocol: ${protocols.slice(0, -1).join(", ")} or ${protocols.at(-1)}`,
  });
}

/** A subscriber with its sectors filled in. SNS knows an endpoint only once per topic. */
export interface Subscriber {
  protocol: Protocol;
  endpoint: string;
  sectors: string[];
  /** `null` for everything, digests included. */
  level: (typeof alertLevels)[number] | null;
}

export interface SubscriberInput {
  /** Addresses for every sector, and by sector. */
  email: string[];
  emails: Partial<Record<string, string[]>>;
  subscribers: z.infer<ReturnType<typeof subscriberSchema>>[];
}

/**
 * Every subscriber once. @returns `twice`, an endpoint that is given twice, if there is one: it would not be
 * clear which of its choices is meant.
 */
export function subscribersOf(
  { email, emails, subscribers }: SubscriberInput,
  policies: Policies,
): Subscriber[] | { twice: string } {
  const all = [...policies.keys()];
  const addresses = new Set([...email, ...Object.values(emails).flatMap((list) => list ?? [])]);
  const byAddress = [...addresses].map<Subscriber>((endpoint) => ({
    protocol: "email",
    endpoint,
    sectors: all.filter((sector) => email.includes(endpoint) || emails[sector]?.includes(endpoint)),
    level: null,
  }));
  const chosen = subscribers.map<Subscriber>(({ protocol, endpoint, sectors, level }) => ({
    protocol,
    endpoint,
    sectors: all.filter((sector) => sectors?.includes(sector) ?? true),
    level: level ?? null,
  }));
  const sorted = [...byAddress, ...chosen].sort((a, b) => compareKeys(subscriberKey(a), subscriberKey(b)));
  const twice = sorted.find(
    (subscriber, at) => at > 0 && subscriberKey(subscriber) === subscriberKey(sorted[at - 1]),
  );
  return twice === undefined ? sorted : { twice: twice.endpoint };
}

function subscriberKey(subscriber: Subscriber | undefined): string {
  return subscriber === undefined ? "" : `${subscriber.protocol} ${subscriber.endpoint}`;
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
