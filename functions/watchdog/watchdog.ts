import { type BrokenPolicy, isBroken } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { findBroken, findOutsideIndex, findStale, findStaleData } from "../../shared/watchdog/findings.ts";
import type { Found, KnownProblem } from "../../shared/watchdog/watch.ts";
import { loadLedger } from "../outbox/ledger.ts";
import { findBrokenFeeds } from "./broken-feeds.ts";
import { type WrittenFiles, writeEventFiles } from "./event-files.ts";
import { findLacks } from "./find-lacks.ts";
import { handOut } from "./hand-out.ts";
import { readStoredPast } from "./last-assessment.ts";
import { look, type Seen } from "./look.ts";
import type { WatchdogOptions, WatchdogPorts } from "./ports.ts";
import { findOperators, findSubscribers } from "./subscribers.ts";
import { tellNews } from "./tell.ts";
import { findUnfinished } from "./unfinished.ts";
import { lookAtUnwatched } from "./unwatched.ts";

/** What a look answers. */
export interface WatchdogResult {
  /** Everything that is wrong now, also what is not yet worth telling. */
  problems: KnownProblem[];
  /** What operators were sent; `null` when there was nothing to tell. */
  message: { id: string; subject: string; text: string } | null;
  /** Ids of bulletins that an earlier run had left, and that this look has published. */
  published: string[];
  /** The files of events that this look has written; nothing of sectors without a closed day. */
  eventFiles: WrittenFiles[];
  counts: WatchCounts;
}

/** What the watchdog counts for its metrics; `null` where it could not look at all of it. */
export interface WatchCounts {
  /** Files that were refused, completely or in part, or that have a key which does not say how to import them. */
  brokenFeeds: number | null;
  /** Sectors whose last assessment is incomplete. */
  incompleteSectors: number | null;
}

/**
 * Watches Chokepoint itself. It looks for policies that cannot be used or are gone, sectors that are not assessed or have old data,
 * bulletins that nobody has published (it publishes them), incomplete or damaged assessments, imports that stopped or on
 * which no run has decided, positions that no recompute finds, files that were not imported completely, subscribers that receive nothing, and subscribers that
 * nobody deployed. It writes the files of events of the days that are closed. It tells the operations topic what it finds and what it cannot look at. While nobody has confirmed a
 * subscription there, it also tells the readers of the alerts.
 * @throws Error when it cannot tell, or cannot remember what it told.
 */
export async function watch(ports: WatchdogPorts, options: WatchdogOptions): Promise<WatchdogResult> {
  const began = ports.now();
  const seen: Seen = { findings: [], failed: new Set() };
  const counts: WatchCounts = { brokenFeeds: null, incompleteSectors: 0 };
  const published: string[] = [];
  for (const policy of options.policies.values()) {
    const { sector } = policy;
    await look(seen, `the policy of ${sector}`, sector, async () => findBroken(policy));
    await look(seen, `the ledger of ${sector}`, sector, () =>
      lookAtSector(policy, published, ports, options),
    );
  }
  const unwatched: SectorId[] = [];
  await look(seen, "the sectors without a policy", null, () =>
    lookAtUnwatched(unwatched, published, ports, options),
  );
  for (const { sector } of options.policies.values()) {
    const isIncomplete = await lookAtPast(seen, sector, ports, options.place);
    counts.incompleteSectors = plus(counts.incompleteSectors, isIncomplete);
    await look(seen, `the imports of ${sector} that have not ended`, sector, () =>
      findUnfinished(sector, ports, options.place),
    );
  }
  await look(seen, "the number of positions", null, async () =>
    findOutsideIndex(await ports.positionCounts(), options.place),
  );
  await look(seen, "the files that were refused", null, async () => {
    const feeds = await findBrokenFeeds(options.policies, ports, options.place);
    counts.brokenFeeds = feeds.count;
    return feeds.findings;
  });
  await look(seen, "the subscriptions of the alert topic", null, async () =>
    findSubscribers(await ports.subscriptions.list(), options.subscribers),
  );
  const eventFiles: WrittenFiles[] = [];
  // After the outboxes are handed out: what still waits there holds its day back.
  for (const sector of [...options.policies.keys(), ...unwatched, null]) {
    await look(seen, `the event files of ${sector ?? "operations"}`, sector, () =>
      writeEventFiles(sector, eventFiles, ports, options.place),
    );
  }
  const isHeard = await lookAtOperators(seen, ports, options);
  const { problems, message } = await tellNews({ seen, published, isHeard, began }, ports, options);
  const told = message && { id: message.id, subject: message.subject, text: message.text };
  return { problems, message: told, published, eventFiles, counts };
}

function plus(count: number | null, isOneMore: boolean | null): number | null {
  return count === null || isOneMore === null ? null : count + Number(isOneMore);
}

/** Looks at the stored assessments of a sector. @returns whether the last one is incomplete; `null` when that is not known. */
async function lookAtPast(
  seen: Seen,
  sector: SectorId,
  ports: WatchdogPorts,
  place: CommandPlace,
): Promise<boolean | null> {
  const name = `the assessments of ${sector}`;
  let isIncomplete: boolean | null = null;
  await look(seen, name, sector, async () => {
    const ledger = await loadLedger(sector, ports);
    const { last, damaged } = await readStoredPast(ledger, ports, place);
    isIncomplete = last === null && damaged.length > 0 ? null : last?.incomplete === true;
    // Nobody knows what the assessment would say, so none of its earlier problems counts as solved.
    if (isIncomplete === null) seen.failed.add(name);
    return [...damaged, ...(last === null ? [] : findLacks(sector, last, place))];
  });
  return isIncomplete;
}

async function lookAtSector(
  policy: Policy | BrokenPolicy,
  published: string[],
  ports: WatchdogPorts,
  options: WatchdogOptions,
): Promise<Found[]> {
  const { ledger, undelivered } = await handOut(policy.sector, published, ports);
  const now = ports.now();
  const staleData = isBroken(policy) ? [] : findStaleData(ledger, policy, now);
  return [...undelivered, ...findStale(ledger, now, options), ...staleData];
}

/** Looks at the subscriptions of the operations topic. @returns false when nobody receives what is told there. */
async function lookAtOperators(
  seen: Seen,
  { operators }: WatchdogPorts,
  options: WatchdogOptions,
): Promise<boolean> {
  let isHeard = true;
  await look(seen, "the subscriptions of the operations topic", null, async () => {
    const subscriptions = await operators.list();
    isHeard = subscriptions.some(({ isConfirmed }) => isConfirmed);
    return findOperators(subscriptions, options.operators);
  });
  return isHeard;
}
