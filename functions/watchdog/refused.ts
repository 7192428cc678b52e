import type { Unit } from "../../shared/exposure.ts";
import { lineOf } from "../../shared/one-line.ts";
import type { Policies } from "../../shared/policies.ts";
import { type Refusal, refusedOf } from "../../shared/refusal.ts";
import { refusedLine } from "../../shared/refused-text.ts";
import { shortKey, type UnreadableItem } from "../../shared/unreadable.ts";
import type { Finding } from "../../shared/watch.ts";
import type { RefusalStore } from "../ports.ts";

// What the watchdog remembers of them is one item, with all else that it remembers.
const MOST_FILES = 20;
const LONGEST_REASON = 300;

/** Which files' rows were refused and did not come since. */
export async function findRefused(
  policies: Policies,
  refusals: RefusalStore,
): Promise<Omit<Finding, "look">[]> {
  const bySector = await Promise.all(
    [...policies.values()].map(async (policy) => ({ policy, all: await refusals.of(policy.sector) })),
  );
  const own = bySector.flatMap(({ policy, all }) => {
    const records = all.rows.filter(({ sector }) => sector === policy.sector);
    return records.map((record) => findingOf(record, policy));
  });
  const [first] = bySector;
  const ofEvery = (first?.all.rows ?? []).filter(({ sector }) => sector === null);
  const shared = ofEvery.flatMap((record) => (first === undefined ? [] : findingOf(record, first.policy)));
  // What is stored for every sector was read with each of them.
  const unread = new Map(bySector.flatMap(({ all }) => all.unreadable.first.map((item) => [item.key, item])));
  const damaged = [...unread.values()].map(unreadableFinding);
  const found = [...damaged, ...own, ...shared];
  const more = found.length - MOST_FILES;
  if (more <= 0) return found;
  const rest = {
    key: "refused:more",
    text: `and ${more} more files of which rows were refused`,
    graceHours: 0,
  };
  return [...found.slice(0, MOST_FILES), rest];
}

function unreadableFinding(item: UnreadableItem): Omit<Finding, "look"> {
  const text = `what is stored of refused rows cannot be read: ${lineOf(item.problem, LONGEST_REASON)} (item ${shortKey(item)}): until it is removed, no alert of a sector that it may be of can resolve; see npx chokepoint list unreadable`;
  return { key: `unreadable:${item.key}`, text, graceHours: 0 };
}

interface SectorUnit {
  sector: string;
  unit: Unit | null;
}

function findingOf(record: Refusal, { sector, unit }: SectorUnit): Omit<Finding, "look"> {
  const who = record.sector === null ? "every sector" : sector;
  const reason = lineOf(record.reasons[0]?.reason ?? "", LONGEST_REASON);
  const what = refusedText(record, unit);
  return {
    key: `refused:${record.sector ?? "#every"}:${record.kind}:${record.file}`,
    text: `${who}: ${what} Most often: ${reason}`,
    graceHours: 0,
  };
}

/** What was refused of one file. Where a broken policy does not say the unit, how much it was is not said. */
function refusedText(record: Refusal, unit: Unit | null): string {
  if (unit === null) return `rows of ${lineOf(record.file, LONGEST_REASON)} were refused.`;
  const refused = refusedOf([record], unit);
  return refused === null ? "" : refusedLine(refused, unit);
}
