import * as z from "zod";
import { importIdSchema } from "../imports/record.ts";
import { sectorIdSchema } from "../values/identifier.ts";
import { objectDeleted } from "./buckets.ts";

/** The place of an object. */
export interface ObjectPlace {
  bucket: string;
  key: string;
}

/** An object that was put, or of which a version was deleted. */
export interface ObjectEvent extends ObjectPlace {
  wasDeleted?: true;
}

/** The longest key that S3 accepts, in bytes. */
export const MOST_KEY_BYTES = 1024;

/** The bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

const bucketSchema = z
  .string("must name a bucket")
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must name a bucket");

const keySchema = z
  .string("must be the key of an object")
  .min(1, "must not be empty")
  .refine((key) => key.isWellFormed(), "is not well-formed text")
  .refine((key) => bytesOf(key) <= MOST_KEY_BYTES, `is longer than ${MOST_KEY_BYTES} bytes`);

/** A key as S3 writes it into its own notifications: form-encoded. */
const encodedKeySchema = z
  .string("must be the key of an object")
  .transform((encoded, context) => {
    try {
      return decodeURIComponent(encoded.replaceAll("+", " "));
    } catch {
      context.addIssue({ code: "custom", message: "is not URL-encoded text" });
      return z.NEVER;
    }
  })
  .pipe(keySchema);

const byHandSchema = z
  .strictObject({ bucket: bucketSchema, key: keySchema })
  .transform((place): ObjectEvent[] => [place]);

const WAS_DELETED = { wasDeleted: true } as const;

/** A notification that S3 sends itself. */
const notificationSchema = z
  .object({
    Records: z.array(
      z.object({
        eventName: z.string().default(""),
        s3: z.object({
          bucket: z.object({ name: bucketSchema }),
          object: z.object({ key: encodedKeySchema }),
        }),
      }),
    ),
  })
  .transform(({ Records }): ObjectEvent[] =>
    Records.map(({ eventName, s3 }) => ({
      bucket: s3.bucket.name,
      key: s3.object.key,
      ...(/^(s3:)?ObjectRemoved:/.test(eventName) ? WAS_DELETED : {}),
    })),
  );

/** The same event through EventBridge, which does not encode the key. */
const busEventSchema = z
  .object({
    "detail-type": z.string().default(""),
    detail: z.object({
      bucket: z.object({ name: bucketSchema }),
      object: z.object({ key: keySchema }),
    }),
  })
  .transform(({ detail, "detail-type": type }): ObjectEvent[] => [
    {
      bucket: detail.bucket.name,
      key: detail.object.key,
      ...(type === objectDeleted ? WAS_DELETED : {}),
    },
  ]);

/** The test event that S3 sends when a notification is set up. It is about no object. */
const testEventSchema = z.object({ Event: z.literal("s3:TestEvent") }).transform((): ObjectEvent[] => []);

const MOST_TEXT = 200;
const textSchema = z
  .string("must be given")
  .trim()
  .min(1, "must not be empty")
  .max(MOST_TEXT, `must be ${MOST_TEXT} characters or less`);

/** Confirms that what an import did to a sector is right. */
export const confirmPayloadSchema = z.strictObject({
  confirm: importIdSchema,
  sector: sectorIdSchema,
  by: textSchema,
  reason: textSchema.regex(/^$|[\p{L}\p{N}]/u, "must say why, in words"),
});
export type ConfirmPayload = z.infer<typeof confirmPayloadSchema>;

/** Whether a payload asks to confirm an import. No event of S3 has such a field. */
export function isConfirmation(payload: unknown): boolean {
  return typeof payload === "object" && payload !== null && "confirm" in payload;
}

/**
 * The possible shapes of a payload of the import function: an event of S3 in one of three forms, or a request
 * by hand.
 */
export function importSchemaFor(payload: unknown): z.ZodType<ObjectEvent[]> {
  const has = (field: string) => typeof payload === "object" && payload !== null && field in payload;
  if (has("Records")) return notificationSchema;
  if (has("detail")) return busEventSchema;
  return has("Event") ? testEventSchema : byHandSchema;
}
