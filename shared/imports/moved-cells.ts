import type { GuardInput } from "./guard-input.ts";
import { differences, type Parts } from "./guard-parts.ts";

interface Moved {
  added: number;
  removed: number;
  imports: Set<string>;
}

/** The same of one content, with what has left it without an import. */
interface MovedContent extends Moved {
  left: number;
}

/** What unconfirmed imports added to the content of the baseline's window, and what they removed from it. */
export function movedCells({ before, there }: Parts, input: GuardInput): Moved {
  const takers = takingImports(input);
  const byContent = new Map<string, MovedContent>();
  for (const { content, importId, exposure: change } of differences(there, before)) {
    const own = byContent.get(content) ?? { added: 0, removed: 0, left: 0, imports: new Set<string>() };
    byContent.set(content, own);
    if (change > 0 && importId !== null && !input.confirmed.has(importId)) {
      own.added += change;
      own.imports.add(importId);
    }
    // When no record explains a loss, no import caused it. What a later import puts back of it is not added.
    const unconfirmed = change < 0 ? takers(importId) : [];
    if (unconfirmed.length > 0) own.removed -= change;
    else if (change < 0) own.left -= change;
    for (const id of unconfirmed) own.imports.add(id);
  }
  const all: Moved = { added: 0, removed: 0, imports: new Set() };
  for (const { added, removed, left, imports } of byContent.values()) {
    const more = Math.max(0, added - removed - left);
    const less = Math.max(0, removed - added);
    if (more === 0 && less === 0) continue;
    all.added += more;
    all.removed += less;
    for (const id of imports) all.imports.add(id);
  }
  return all;
}

/** The unconfirmed imports that changed or removed rows of another import. */
function takingImports({ records, confirmed }: GuardInput): (importId: string | null) => string[] {
  const byTaken = new Map<string | null, string[]>();
  for (const { id, tookFrom } of records) {
    for (const taken of tookFrom) byTaken.set(taken, [...(byTaken.get(taken) ?? []), id]);
  }
  return (importId) => (byTaken.get(importId) ?? []).filter((id) => !confirmed.has(id));
}
