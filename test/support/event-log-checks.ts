import { expect } from "vitest";
import type { Alert } from "../../shared/alerts/alert.ts";
import { askedAfter } from "../../shared/alerts/asked-past.ts";
import { eventLog } from "../../shared/event-log/event-log.ts";
import { logEventSchema } from "../../shared/event-log/log-event.ts";
import { alertsAfter } from "../../shared/event-log/replay.ts";
import { alertKey } from "../../shared/policy/level.ts";
import { type AlertWorld, type Outcome, RULE } from "./alert-world.ts";

/** How many lines the log of a world had when it was last looked at. */
const seen = new WeakMap<AlertWorld, number>();
const KEY = alertKey({ rule: RULE, group: null });

/** The event log gives back the alert of a world: all of it after a run with an event of it, and its life after any other. */
export async function checkEventLog(world: AlertWorld, { after }: Outcome): Promise<void> {
  // What waits in the outbox is recorded by a later run, and seen then.
  if (after.outbox.some(({ records }) => records.length > 0)) return;
  const history = (await world.ports.history.read("ai")).rows;
  const log = eventLog("ai", { history, summaries: [], imports: [] });
  expect(log.map((line) => logEventSchema.parse(line))).toEqual(log);
  const replayed = alertsAfter(log).get(KEY);
  const remembered = after.alerts.find((alert) => alertKey(alert) === KEY);
  const now = world.ports.clock.now.toISOString();
  const fresh = log.slice(seen.get(world) ?? 0);
  seen.set(world, log.length);
  // Without an event, what is observed and what counts towards `keep` may change all the same.
  const hadEvent = fresh.some(
    (line) =>
      line.kind === "alert" &&
      line.rule === RULE &&
      line.at === now &&
      line.assessment === after.lastAssessment?.id,
  );
  if (hadEvent) expect(replayed, "the log holds the alert of the ledger").toEqual(remembered);
  const asked = askedAfter(
    log.flatMap((line) => (line.kind === "silence" || line.kind === "acknowledgement" ? line : [])),
    { silences: [], acknowledgements: [] },
  );
  const { silences, acknowledgements } = after;
  expect(asked, "the log knows what people asked for").toEqual({ silences, acknowledgements });
  expect(lifeOf(replayed), "the log knows the life of the alert").toEqual(lifeOf(remembered));
}

/** Each bulletin that was published is recorded as published, or will be: it, or that it was published, stands in the ledger. */
export async function checkPublications({ ports, ledger }: AlertWorld): Promise<void> {
  const { publications = [] } = await ports.history.read("ai");
  const published = new Set(ports.stored.published.map(({ id }) => id));
  const recorded = new Set(publications.map(({ bulletin }) => bulletin));
  expect(recorded.difference(published), "what is recorded was published").toEqual(new Set());
  const waiting = ledger.outbox.flatMap((entry) => entry.publication?.bulletin ?? entry.bulletin?.id ?? []);
  const lost = published.difference(recorded).difference(new Set(waiting));
  expect(lost, "what was published is recorded, or will be").toEqual(new Set());
}

/** What only events change: its level, since when, and what readers know. */
function lifeOf(alert: Alert | undefined) {
  if (alert === undefined || (alert.level === "none" && alert.lastNotified === null)) return null;
  const { level, since, lastNotified } = alert;
  return { level, since: level === "none" ? null : since, known: lastNotified?.level ?? null };
}
