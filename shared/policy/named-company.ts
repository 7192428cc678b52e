import { nearest } from "../values/nearest.ts";
import { oneLine } from "../values/one-line.ts";
import { exactName } from "./company-name.ts";

/** The name of a company; its id where it has no other. */
export type NameOf = (id: string) => string;

/** The ids that a name means: the id itself, or else ids in other capitals, or else every company of that name. */
export function companiesNamed(name: string, ids: ReadonlySet<string>, nameOf: NameOf): string[] {
  if (ids.has(name)) return [name];
  const same = (text: string) => exactName(text) === exactName(name);
  const ofId = [...ids].filter(same);
  return ofId.length > 0 ? ofId : [...ids].filter((id) => same(nameOf(id)));
}

/** The end of a sentence about a name that no company has: `; nearest: catl (Contemporary …)`, or nothing. */
export function companyHint(name: string, ids: Iterable<string>, nameOf: NameOf): string {
  const known = [...ids];
  const near = nearest(
    name,
    known.flatMap((id) => [id, nameOf(id)]),
  );
  const id = known.find((one) => one === near || nameOf(one) === near);
  if (id === undefined) return "";
  return `; nearest: ${oneLine(id)}${nameOf(id) === id ? "" : ` (${oneLine(nameOf(id))})`}`;
}
