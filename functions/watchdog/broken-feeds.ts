import { isWhole, type Refusal, refusedOf } from "../../shared/imports/refusal.ts";
import { isMappingKey, type StrayFile } from "../../shared/imports/stray-file.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { UnreadableItem } from "../../shared/supply/unreadable.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { refusedLine } from "../../shared/text/refused.ts";
import { removalCommands, shortKey } from "../../shared/text/unreadable.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { lineOf } from "../../shared/values/one-line.ts";
import type { Found } from "../../shared/watchdog/watch.ts";
import type { RefusalStore, StrayStore } from "../ports/feeds.ts";

// All that the watchdog remembers is stored in one item, so the number of files is limited.
const MOST_FEEDS = 20;
const LONGEST_FEED = 120;
const LONGEST_FEED_REASON = 200;

/** Findings about files that were not imported completely, and how many of them there are. */
export interface BrokenFeeds {
  findings: Found[];
  count: number;
}

interface FeedPorts {
  refusals: RefusalStore;
  strays: StrayStore;
}

/** Finds files that were refused, or rows of them, and that nobody has imported correctly since. */
export async function findBrokenFeeds(
  policies: Policies,
  { refusals, strays }: FeedPorts,
  place: CommandPlace,
): Promise<BrokenFeeds> {
  const [stray, bySector] = await Promise.all([
    strays.all(),
    Promise.all(
      [...policies.values()].map(async (policy) => ({ policy, all: await refusals.of(policy.sector) })),
    ),
  ]);
  const own = bySector.flatMap(({ policy, all }) => {
    const records = all.rows.filter(({ sector }) => sector === policy.sector);
    return records.map((record) => refusedFinding(record, policy));
  });
  const [first] = bySector;
  const ofEvery = (first?.all.rows ?? []).filter(({ sector }) => sector === null);
  const shared = ofEvery.flatMap((record) =>
    first === undefined ? [] : refusedFinding(record, first.policy),
  );
  // Items that concern every sector were read once per sector: each is told once.
  const unread = [...bySector.map(({ all }) => all), stray].flatMap(({ unreadable }) => unreadable.first);
  const damaged = [...new Map(unread.map((item) => [item.key, item])).values()].map((item) =>
    unreadableFinding(item, place),
  );
  return atMost([...damaged, ...own, ...shared, ...stray.rows.map(strayFinding)]);
}

function atMost(found: Found[]): BrokenFeeds {
  const more = found.length - MOST_FEEDS;
  if (more <= 0) return { findings: found, count: found.length };
  const text = `files that were not imported whole: ${more} more`;
  const rest = { key: "refused:more", text, graceHours: 0 };
  return { findings: [...found.slice(0, MOST_FEEDS), rest], count: found.length };
}

function unreadableFinding(item: UnreadableItem, place: CommandPlace): Found {
  const what = `what is stored of refused files cannot be read: ${lineOf(item.problem, LONGEST_FEED_REASON)} (item ${shortKey(item)})`;
  const text = `${what}: until it is removed, no alert of a sector that it may be of eases or resolves.`;
  return { key: `unreadable:${item.key}`, text, commands: removalCommands([item], place), graceHours: 0 };
}

interface SectorUnit {
  sector: SectorId;
  unit: Unit | null;
}

function refusedFinding(record: Refusal, { sector, unit }: SectorUnit): Found {
  const who = record.sector === null ? "every sector" : sector;
  const held = record.sector === null ? "any sector" : sector;
  const [correct, most] = isWhole(record) ? ["Correct it", "Reason"] : ["Correct them", "Most often"];
  const reason = lineOf(record.reasons[0]?.reason ?? "not known", LONGEST_FEED_REASON);
  const wayOn = `${correct} and import the file again under its name: until then no alert of ${held} eases or resolves.`;
  return {
    key: `refused:${record.sector ?? "#every"}:${record.kind}:${record.file}`,
    text: `${who}: ${refusedText(record, unit)} ${most}: ${reason}. ${wayOn}`,
    graceHours: 0,
    ...(record.sector === null ? {} : { sector: record.sector }),
  };
}

/** What was refused of one file. Without a unit, because the policy is broken, it gives no amount. */
function refusedText(record: Refusal, unit: Unit | null): string {
  if (unit === null) return `rows of ${lineOf(record.file, LONGEST_FEED)} were refused.`;
  const refused = refusedOf([record], unit);
  return refused === null ? "" : refusedLine(refused, unit);
}

function strayFinding({ bucket, key, reason, since }: StrayFile): Found {
  const [name, why] = [lineOf(key, LONGEST_FEED), lineOf(reason, LONGEST_FEED_REASON)];
  const text = isMappingKey(key)
    ? `BROKEN MAPPING: ${name} in the import bucket cannot be used, since ${since}: ${why}. No table beside it is imported until it is mended.`
    : `STRAY FILE: ${name} in the import bucket was not imported, since ${since}: ${why}. None of its rows was read. Put it where it belongs, and delete it here.`;
  return {
    key: `stray:${bucket}:${key}`,
    text,
    graceHours: 0,
  };
}
