import type { Message } from "../../shared/bulletin/message.ts";
import { claimEnd } from "../../shared/values/claim.ts";
import type { Watch } from "../../shared/watchdog/watch.ts";
import { during, reasonOf } from "../runtime/during.ts";
import type { WatchdogPorts } from "./ports.ts";

/** What a look has to tell and to remember. */
export interface NewsSince {
  /** What was remembered when that was decided. */
  previous: Watch;
  /** What is to be remembered once the message is sent. */
  next: Watch;
  /** `null` when there is nothing to tell. */
  message: Message | null;
  /** Sends the message. */
  send: () => Promise<void>;
}

// One message on the operations topic, and one on the alert topic where nobody would read the first.
const MOST_SENT = 2;

/**
 * Sends the message, if there is one, between two writes. @returns what is remembered then. `"conflict"`: another look wrote first,
 * and nothing was sent.
 */
export async function sendAndRemember(
  { message, previous, next, send }: NewsSince,
  ports: WatchdogPorts,
): Promise<Watch | "conflict"> {
  const { watches } = ports;
  if (message === null) return await save(next, previous.version, ports);
  const claim = await claimTelling(previous, send, ports);
  if (claim === "conflict") return claim;
  try {
    await send();
  } catch (error) {
    // Nothing is remembered as told, so the next look tells it.
    await during(`${reasonOf(error)}; its claim to tell could not be released`, () =>
      watches.save(previous, claim, null),
    );
    throw error;
  }
  const saved = await save(next, claim, ports);
  if (saved !== "conflict") return saved;
  throw new Error("what was told could not be remembered: another look changed what is remembered");
}

async function save(
  next: Watch,
  expectedVersion: number,
  { watches }: WatchdogPorts,
): Promise<Watch | "conflict"> {
  const saved = await during("what was told could not be remembered", () =>
    watches.save(next, expectedVersion, null),
  );
  return saved === "saved" ? { ...next, version: expectedVersion + 1 } : saved;
}

/**
 * Writes the lines that wait into the event log, and has them no longer wait. A look that stops in between leaves them to the next,
 * which writes the same.
 * @throws Error when they cannot be written: they go on waiting.
 */
export async function recordTold(remembered: Watch, { findings, watches }: WatchdogPorts): Promise<void> {
  const { unrecorded, version } = remembered;
  if (unrecorded.length === 0) return;
  const what = "what was told could not be written into the event log";
  await during(what, () => findings.append(unrecorded));
  // Where another look wrote meanwhile, the lines stay in its memory, and are written again.
  await during(what, () => watches.save({ ...remembered, unrecorded: [] }, version, null));
}

/** Claims that this look tells. @returns the version that the claim stands in. */
async function claimTelling(
  previous: Watch,
  send: () => Promise<void>,
  { watches, now }: WatchdogPorts,
): Promise<number | "conflict"> {
  const claimedUntil = claimEnd(now(), MOST_SENT).toISOString();
  try {
    const saved = await watches.save(previous, previous.version, claimedUntil);
    return saved === "saved" ? previous.version + 1 : saved;
  } catch (error) {
    return await tellAgain({ send }, `what was told could not be remembered: ${reasonOf(error)}`, error);
  }
}

/** Tells what cannot be remembered: better twice than never. @throws Error always, so that the alarm fires. */
export async function tellAgain(
  { send }: Pick<NewsSince, "send">,
  why: string,
  cause?: unknown,
): Promise<never> {
  await send();
  throw new Error(`it will tell the same again: ${why}`, { cause });
}
