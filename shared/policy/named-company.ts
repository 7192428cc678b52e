import { nearest } from "../values/nearest.ts";
import { oneLine } from "../values/one-line.ts";
import { exactName } from "./company-name.ts";

/** The name of a company; its id where it has no other. */
export type NameOf = (id: string) => string;

/** The names that a company is asked for by, the one to show first. */
export type NamesOf = (id: string) => string | readonly string[];

function namesIn(namesOf: NamesOf, id: string): readonly string[] {
  return [namesOf(id)].flat();
}

/** The ids that a name means: the id itself, or else ids in other capitals, or else every company of that name. */
export function companiesNamed(name: string, ids: ReadonlySet<string>, namesOf: NamesOf): string[] {
  if (ids.has(name)) return [name];
  const same = (text: string) => exactName(text) === exactName(name);
  const ofId = [...ids].filter(same);
  return ofId.length > 0 ? ofId : [...ids].filter((id) => namesIn(namesOf, id).some(same));
}

/** The end of a sentence about a name that no company has: `; nearest: catl (Contemporary …)`, or nothing. */
export function companyHint(name: string, ids: Iterable<string>, namesOf: NamesOf): string {
  const known = [...ids];
  const near = nearest(
    name,
    known.flatMap((id) => [id, ...namesIn(namesOf, id)]),
  );
  const id = known.find((one) => one === near || namesIn(namesOf, one).some((name) => name === near));
  if (id === undefined) return "";
  const [shown = id] = namesIn(namesOf, id);
  return `; nearest: ${oneLine(id)}${shown === id ? "" : ` (${oneLine(shown)})`}`;
}
