import type { RuleId, SectorId } from "../values/identifier.ts";

/** An alert of a sector. */
interface Named {
  rule: RuleId;
  group: string | null;
}

/** PagerDuty and others take names of alerts of at most so many characters. */
export const LONGEST_ALERT_NAME = 255;

/**
 * Names an alert as long as it lives: `ai/china-origin/Campus%20North`. Nothing in it needs an escape in JSON, in an address or
 * in a pattern.
 */
export function alertNameOf(sector: SectorId, named: Named): string {
  return [sector, ...namePartsOf(sector, named)].join("/");
}

/** The parts of its name within its sector. A long group is cut, and told from others by a sum of all its characters. */
export function namePartsOf(sector: SectorId, { rule, group }: Named): string[] {
  if (group === null) return [rule];
  const whole = encodeURIComponent(group.toWellFormed());
  const room = LONGEST_ALERT_NAME - `${sector}/${rule}/`.length;
  return [rule, whole.length <= room ? whole : shortened(whole, room)];
}

function shortened(whole: string, room: number): string {
  const sum = `~${checksum(whole)}`;
  // No escape is cut in two.
  return `${whole.slice(0, room - sum.length).replace(/%.?$/, "")}${sum}`;
}

const [OFFSET, PRIME, BITS] = [0xcbf29ce484222325n, 0x100000001b3n, 64];

/** FNV-1a of 64 bits, in 16 hexadecimal digits. */
function checksum(text: string): string {
  let sum = OFFSET;
  for (const byte of new TextEncoder().encode(text)) sum = BigInt.asUintN(BITS, (sum ^ BigInt(byte)) * PRIME);
  return sum.toString(16).padStart(BITS / 4, "0");
}
