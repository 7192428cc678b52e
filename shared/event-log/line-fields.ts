import * as z from "zod";

/** What every line of the event log has. Lines of one instant stand in the order in which they happened. */
export const common = {
  schemaVersion: z.literal(1),
  sector: z.string(),
  at: z.iso.datetime().describe("the instant at which it happened, or was decided"),
};

/** Which alerts a line is about. */
export const subject = {
  rule: z.string().nullable().describe("null when it is about the whole sector"),
  group: z.string().nullable().describe("the item or program; null when the alert is of the whole sector"),
};
