import picocolors from "picocolors";

// The library also colours wherever CI is set, although nobody's terminal reads that.
const isRead = process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined;

/** Colours for a terminal; in a pipe, plain text. NO_COLOR and FORCE_COLOR are kept to. */
export const pc = picocolors.createColors(picocolors.isColorSupported && isRead);
