import * as z from "zod";
import { acknowledgementSchema } from "../alerts/acknowledgement.ts";
import { askedEvents, recordSchema } from "../alerts/history.ts";
import { silenceSchema } from "../alerts/silence.ts";
import type { StoredForm } from "../values/stored.ts";
import { type Ledger, ledgerForm } from "./ledger.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

// This part can hold only little, on purpose: everyone who may write silences may write it, and nothing in it
// is sent. Acknowledgements stand beside silences: the same people write them.
const lineSchema = recordSchema.extend({
  event: z.enum(askedEvents),
  published: z.literal(false),
});

const partSchema = z.strictObject({
  silences: z.array(silenceSchema),
  // Absent before version 4.
  acknowledgements: z.array(acknowledgementSchema).default([]),
  /**
   * Lines about both that must still be written into the history, by the version that they were written
   * with.
   */
  waiting: z.array(
    z.strictObject({
      version: z.int().positive(),
      records: z.array(lineSchema).min(1),
      decidedAt: z.iso.datetime(),
      claimedUntil: z.iso.datetime(),
    }),
  ),
});

/** The version since which ledgers store silences apart. */
export const SILENCES_APART_SINCE = 2;

/** The part of a ledger that is stored apart, so that a silence can be written without access to the rest. */
export type SilencePart = z.infer<typeof partSchema>;
export const silenceForm: StoredForm<SilencePart> = { version: ledgerForm.version, schema: partSchema };

/** A ledger as two parts: silences and acknowledgements with their lines for the history, and everything else. */
export function splitLedger(ledger: Ledger): { silencePart: SilencePart; rest: Ledger } {
  const waiting = ledger.outbox.flatMap((entry) => waitingEntry(entry) ?? []);
  const rest = ledger.outbox.filter((entry) => waitingEntry(entry) === null);
  return {
    silencePart: { silences: ledger.silences, acknowledgements: ledger.acknowledgements, waiting },
    rest: { ...ledger, silences: [], acknowledgements: [], outbox: rest },
  };
}

/** The lines of an entry that holds only lines about silences and acknowledgements; `null` for every other entry. */
function waitingEntry(of: OutboxEntry): SilencePart["waiting"][number] | null {
  const { bulletin, events, publication, ...entry } = of;
  if (bulletin !== null || events.length > 0 || publication !== null || entry.records.length === 0)
    return null;
  const records = entry.records.flatMap((record) => {
    const line = lineSchema.safeParse(record);
    return line.success ? line.data : [];
  });
  return records.length === entry.records.length ? { ...entry, records } : null;
}

/**
 * The ledger from its two parts, with its current version; or why the two do not belong together. Silences in
 * the rest are from before they were stored apart, and no longer count.
 */
export function joinLedger(
  rest: Ledger,
  { silences, acknowledgements, waiting }: SilencePart,
  version: number,
): { ledger: Ledger; problem: null } | { problem: string } {
  if (version < rest.version) return { problem: "its version is before that of the ledger in it" };
  const outbox = [
    ...splitLedger(rest).rest.outbox,
    ...waiting.map((entry) => ({ ...entry, bulletin: null, events: [], publication: null })),
  ];
  const versions = new Set(outbox.map((entry) => entry.version));
  // With the version of another entry, such a line would be taken for that entry, in the outbox or in the
  // history.
  if (versions.size < outbox.length || waiting.some((entry) => entry.version > version)) {
    return { problem: "its silences have lines of a version that is not theirs" };
  }
  outbox.sort((a, b) => a.version - b.version);
  return { ledger: { ...rest, version, silences, acknowledgements, outbox }, problem: null };
}
