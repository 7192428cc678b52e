import type { Publication } from "../../shared/alerts/publication.ts";
import type { Deliverable } from "../../shared/bulletin/deliverable.ts";
import { messageOf } from "../../shared/bulletin/message.ts";
import { publishable } from "../../shared/bulletin/publishable.ts";
import type { Done } from "../../shared/recompute/outbox.ts";
import type { OutboxEntry } from "../../shared/recompute/outbox-entry.ts";
import { counted, noun } from "../../shared/values/count.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { EventBus } from "../ports/bus.ts";
import type { HistoryLog } from "../ports/decisions.ts";
import type { Publisher } from "../ports/topics.ts";
import { reasonOf } from "../runtime/during.ts";
import { Undelivered } from "./undelivered.ts";

/** Where the parts of an entry go. */
export interface Channels {
  publisher: Publisher;
  bus: EventBus;
  history: HistoryLog;
  now: () => Date;
}

/** What was done of an entry, and why the rest was not. */
export interface HandedOut extends Done {
  failures: Undelivered[];
}

/**
 * Hands out an entry of the outbox on every channel, one after the other, the e-mail first. A channel that fails holds no other
 * one back.
 */
export async function handOutEntry(
  sector: SectorId,
  entry: OutboxEntry,
  isLate: boolean,
  channels: Channels,
): Promise<HandedOut> {
  const failures: Undelivered[] = [];
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      return true;
    } catch (error) {
      failures.push(error as Undelivered);
      return false;
    }
  };
  const { bulletin, records } = entry;
  const published = bulletin !== null && (await attempt(() => publish(bulletin, entry, isLate, channels)));
  const at = channels.now().toISOString();
  const publication = published
    ? { schemaVersion: 1 as const, bulletin: bulletin.id, at }
    : entry.publication;
  const onBus = await putOnBus(entry, channels, failures);
  const hasLines = records.length > 0 || publication !== null;
  const recorded = hasLines && (await attempt(() => record(sector, entry, publication, channels)));
  return { published, onBus, recorded, publication, failures };
}

async function publish(
  bulletin: Deliverable,
  { decidedAt }: OutboxEntry,
  isLate: boolean,
  { publisher }: Channels,
): Promise<void> {
  try {
    // An earlier version may have left a bulletin that is too large for SNS.
    await publisher.publish(messageOf(publishable(bulletin), isLate ? decidedAt : null));
  } catch (cause) {
    const what = `bulletin ${bulletin.id} is written but could not be published`;
    throw new Undelivered("topic", `${what}: ${reasonOf(cause)}`, cause);
  }
}

/** @returns the ids of the events that the bus has taken. */
async function putOnBus(
  { events, decidedAt }: OutboxEntry,
  { bus }: Channels,
  failures: Undelivered[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const { taken, failure } = await bus.put(events, new Date(decidedAt));
  if (failure !== null) {
    const left = events.filter(({ detail }) => !taken.has(detail.id));
    const [first] = left;
    const what = `${counted(left.length)} ${noun(left.length, "event")} could not be put on the bus`;
    const which = first === undefined ? "" : ` (${first.detail.id}${left.length > 1 ? ", …" : ""})`;
    failures.push(new Undelivered("bus", `${what}${which}: ${reasonOf(failure)}`, failure));
  }
  return taken;
}

async function record(
  sector: SectorId,
  entry: OutboxEntry,
  publication: Publication | null,
  { history }: Channels,
): Promise<void> {
  try {
    await history.append(sector, entry.version, entry.records, publication);
  } catch (cause) {
    throw new Undelivered("history", `writing its history: ${reasonOf(cause)}`, cause);
  }
}
