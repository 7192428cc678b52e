import { nearest } from "../values/nearest.ts";
import { nearestHint } from "../values/nearest-hint.ts";
import { oneLine } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { exactName } from "./company-name.ts";

/** What readers call items, by their codes. A program, and an item without a title, are not in it. */
export type Titles = ReadonlyMap<string, string>;

/** The items or programs that a name means: the one of that code, or else all of a title, or of a code in other capitals. */
export function groupsNamed(name: string, codes: Iterable<string>, titles: Titles): string[] {
  const known = new Set(codes);
  if (known.has(name)) return [name];
  return [...known].filter((code) => isCalled(name, code, titles));
}

/** Whether an item or program has a title or code, in which capitals make no difference. */
export function isCalled(name: string, code: string, titles: Titles): boolean {
  return [code, titles.get(code) ?? code].some((one) => exactName(one) === exactName(name));
}

/** The code with the nearest code or title, and its title: `850760 (lithium-ion cells)`; `null` when none is near. */
export function nearestCode(name: string, codes: Iterable<string>, titles: Titles): string | null {
  const known = [...codes];
  const near = nearest(
    name,
    known.flatMap((code) => [code, titles.get(code) ?? code]),
  );
  const code = known.find((one) => one === near || titles.get(one) === near);
  return code === undefined ? null : codeWithTitle(code, titles);
}

/** The end of a sentence about a name that none has: the nearest one, or else the first of them. */
export function groupHint(name: string, codes: Iterable<string>, titles: Titles, all?: string): string {
  const known = [...codes];
  const near = nearestCode(name, known, titles);
  if (near !== null) return `nearest: ${near}`;
  return nearestHint(
    name,
    known.map((code) => codeWithTitle(code, titles)),
    all,
  );
}

/** `lithium-ion cells (850760)`, for one line; the code alone where it has no title. */
export function titleWithCode(code: string, titles: Titles): string {
  const title = titles.get(code);
  return title === undefined ? oneLine(code) : `${oneLine(title)} (${oneLine(code)})`;
}

function codeWithTitle(code: string, titles: Titles): string {
  const title = titles.get(code);
  return title === undefined ? oneLine(code) : `${oneLine(code)} (${oneLine(title)})`;
}

/** What is wrong with a name that several have. */
export function severalNamed(name: string, codes: readonly string[]): string {
  return `${quoted(name)} is ${codes.map(oneLine).join(" or ")}: write one of them as it stands here`;
}
