import type { Message } from "../../shared/bulletin/message.ts";
import { isClaimed } from "../../shared/values/claim.ts";
import { findingLines } from "../../shared/watchdog/finding-lines.ts";
import { composeWatchMessage, forReaders } from "../../shared/watchdog/message.ts";
import { decideWatch, emptyWatch, type KnownProblem, type Watch } from "../../shared/watchdog/watch.ts";
import type { HeldWatch } from "../ports/decisions.ts";
import { during } from "../runtime/during.ts";
import { look, type Seen } from "./look.ts";
import type { WatchdogOptions, WatchdogPorts } from "./ports.ts";
import { type NewsSince, recordTold, sendAndRemember, tellAgain } from "./tell-once.ts";

/** All that one look has found. */
export interface Looked {
  seen: Seen;
  /** Ids of the bulletins that it has published. */
  published: string[];
  /** Whether anybody receives what is told on the operations topic. */
  isHeard: boolean;
  /** When the look began. */
  began: Date;
}

/** What is wrong, and what operators were sent; `null` when there was nothing to tell. */
export interface Told {
  problems: KnownProblem[];
  message: Message | null;
}

// A claim lasts two minutes, so fewer readings than that are enough to wait for its end.
const MOST_LOOKS = 100;
const WAIT_MS = 2000;

/**
 * Tells what is news, and remembers it. Of several looks at once only one tells: first it claims that, with a write on
 * the version that it has read. The others wait, read again and decide again. When a look stops after its claim, its news
 * are told again by the next look, once the claim has ended. The lines about what was told are remembered with it until they
 * stand in the event log.
 * @throws Error when it cannot tell, or cannot remember or record what it told.
 */
export async function tellNews(
  looked: Looked,
  ports: WatchdogPorts,
  options: WatchdogOptions,
): Promise<Told> {
  for (let reading = 0; reading < MOST_LOOKS; reading += 1) {
    const held = await remember(looked.seen, ports);
    const decision = decide(looked, held?.watch ?? emptyWatch, ports, options);
    const { problems, message, previous, next } = decision;
    if (held === null) return await tellAgain(decision, looked.seen.findings.at(-1)?.text ?? "");
    const isSame = JSON.stringify(next.problems) === JSON.stringify(previous.problems);
    const isOver = message === null && isSame;
    const remembered = isHeld(held, ports)
      ? "held"
      : isOver
        ? held.watch
        : await sendAndRemember(decision, ports);
    if (typeof remembered !== "string") await recordTold(remembered, ports);
    if (isOver || typeof remembered !== "string") return { problems, message };
    await ports.wait(WAIT_MS);
  }
  throw new Error(`other looks changed what is remembered during each of ${MOST_LOOKS} readings of it`);
}

/** What the last look left; `null`, and a finding, when that cannot be read. */
async function remember(seen: Seen, { watches }: WatchdogPorts): Promise<HeldWatch | null> {
  let held: HeldWatch | null = null;
  await look(seen, "its own memory", null, async () => {
    held = await watches.load();
    return [];
  });
  return held;
}

function decide(
  { seen, published, isHeard, began }: Looked,
  previous: Watch,
  ports: WatchdogPorts,
  options: WatchdogOptions,
): NewsSince & Told {
  const { place, version } = options;
  const now = afterTold(previous, ports.now());
  const { next: standing, news, problems } = decideWatch(previous, seen.findings, seen.failed, now, began);
  const message = composeWatchMessage(news, { now, published, place, chokepoint: version });
  const lines = message === null ? [] : findingLines(news, message.id, now);
  const next = { ...standing, unrecorded: [...standing.unrecorded, ...lines] };
  const send = async () => {
    if (message !== null) await tell(message, isHeard, ports, options);
  };
  return { problems, message, previous, next, send };
}

/**
 * The time to tell at. A look that waited for another tells after it, so that lines stand in the order in which operators were told;
 * also where the clock of the other was ahead.
 */
function afterTold({ problems, unrecorded }: Watch, now: Date): Date {
  const told = [...problems.flatMap(({ toldAt }) => toldAt ?? []), ...unrecorded.map(({ at }) => at)];
  const last = Math.max(...told.map((at) => Date.parse(at)));
  return now.getTime() < last ? new Date(last + 1) : now;
}

async function tell(
  message: Message,
  isHeard: boolean,
  { operations, publisher }: WatchdogPorts,
  { policies }: WatchdogOptions,
): Promise<void> {
  await during("the operations topic could not be told", () => operations.publish(message));
  if (isHeard) return;
  const instead = forReaders(message, [...policies.keys()]);
  await during("nobody is on the operations topic, and the alert topic could not be told", () =>
    publisher.publish(instead),
  );
}

/** Whether another look may be telling just now. */
function isHeld({ claimedUntil }: HeldWatch, { now }: WatchdogPorts): boolean {
  return claimedUntil !== null && isClaimed(claimedUntil, now());
}
