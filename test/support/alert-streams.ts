import { expect } from "vitest";
import type { AlertEvent } from "../../shared/alerts/alert.ts";
import { type Bulletin, bulletinSchema } from "../../shared/bulletin/bulletin.ts";
import { busEventSchema } from "../../shared/bus/bus-event.ts";
import { type Level, levels } from "../../shared/policy/level.ts";
import { daysBetween } from "../../shared/values/day.ts";
import { type AlertWorld, RULE } from "./alert-world.ts";

interface Told {
  asOf: string;
  event: AlertEvent;
  level: Level;
  /** Whether it says that a silence is over. */
  isAfterSilence: boolean;
}

/** Every bulletin of a world once, published or still waiting, in the order in which they were decided. */
export function bulletinsOf({ ports, ledger }: AlertWorld): Bulletin[] {
  const waiting = ledger.outbox.flatMap(({ bulletin }) =>
    bulletin === null ? [] : bulletinSchema.parse(bulletin),
  );
  const byId = new Map([...ports.stored.published, ...waiting].map((bulletin) => [bulletin.id, bulletin]));
  return [...byId.values()].sort((a, b) => versionOf(a) - versionOf(b));
}

/** What a world has put on the bus, or will put there, each once: as `bulletin/event`. */
export function busEventsOf({ ports, ledger }: AlertWorld): Set<string> {
  const waiting = ledger.outbox.flatMap(({ events }) => events.map((event) => busEventSchema.parse(event)));
  return new Set(
    [...ports.stored.onBus, ...waiting].map(({ detail }) => `${detail.bulletinId}/${detail.event}`),
  );
}

/** The version of the ledger that a bulletin came with. */
export function versionOf({ id }: Bulletin): number {
  return Number(id.split("-").at(-1));
}

/** What the bulletins of a world tell of its rule, or of the sector itself. */
export function toldOf(bulletins: Bulletin[], about: string | null): Told[] {
  return bulletins.flatMap(({ asOf, events, text }) => {
    const isAfterSilence = /its\s+silence\s+is\s+over/.test(text);
    // The worst stands first in a message; that a rule was changed comes before what it finds.
    const isLater = ({ event }: { event: AlertEvent }) => Number(event !== "rule-changed");
    const own = events.filter(({ rule }) => rule === about).sort((a, b) => isLater(a) - isLater(b));
    return own.map(({ event, level }) => ({ asOf, event, level, isAfterSilence }));
  });
}

/** The level that readers of the news of a rule believe it is at. Each piece must make sense to them. */
export function believed(told: Told[], remindEveryDays: number | undefined): Level {
  let known: Level = "none";
  let last: string | null = null;
  for (const { event, level, asOf, isAfterSilence } of told) {
    if (event === "rule-changed")
      expect(known, `on ${asOf} readers know of the alert that is over`).not.toBe("none");
    else expect(eventBetween(known, level), `the news of ${asOf} follow from those before`).toBe(event);
    // At the end of a silence it is told at once that an alert still fires.
    if (event === "reminder" && !isAfterSilence) {
      const days = daysBetween(last ?? asOf, asOf);
      expect(days, "no reminder too early").toBeGreaterThanOrEqual(
        remindEveryDays ?? Number.POSITIVE_INFINITY,
      );
    }
    known = level;
    last = asOf;
  }
  return known;
}

/** What leads from one level to another. */
function eventBetween(from: Level, to: Level): AlertEvent {
  if (from === to) return "reminder";
  if (from === "none") return "raised";
  if (to === "none") return "resolved";
  return levels.indexOf(to) > levels.indexOf(from) ? "worsened" : "eased";
}

/** The history of a world's rule: what happened makes sense step by step, and what was told is what was published. */
export async function checkHistory(world: AlertWorld): Promise<void> {
  const records = (await world.ports.history.read("ai")).rows.filter(
    ({ rule, by }) => rule === RULE && by === null,
  );
  let level: Level = "none";
  for (const record of records) {
    const { asOf, event, published, reason } = record;
    // It is told of an alert that was over before: that of the new definition goes on.
    if (event === "rule-changed" && reason === "its silence is over") continue;
    if (record.level === level) expect(published, `nothing happened on ${asOf}: it was told`).toBe(true);
    else if (event !== "rule-changed")
      expect(eventBetween(level, record.level), `recorded on ${asOf}`).toBe(event);
    level = record.level;
  }
  const written = records
    .filter(({ published }) => published)
    .map(({ event, level, asOf }) => ({ asOf, event, level }));
  const told = toldOf(bulletinsOf(world), RULE).map(({ asOf, event, level }) => ({ asOf, event, level }));
  expect(written, "the history knows what was published").toEqual(told);
}
