import { listsIn, type Policies, soundPolicies } from "../shared/policy/policies.ts";
import { placeKinds } from "../shared/supply/place.ts";
import { unitSchema } from "../shared/values/exposure.ts";
import { plainLine } from "../shared/values/one-line.ts";
import type { Completions, ValuesOf } from "./completions.ts";

const FILES: ReadonlySet<string> = new Set(["file", "folder", "mapping", "old", "new"]);

/** Values that the policies in use have, and files. What is stored is not looked at: that takes too long for a key press. */
export function valuesBy(policies: () => Policies): ValuesOf {
  return async (value, flags) => {
    const name = "flags" in value ? (/[<[]([\w:]+)/.exec(value.flags)?.[1] ?? "") : value.name();
    return FILES.has(name) ? "files" : (known[name]?.(policies, flags) ?? []);
  };
}

type Known = (policies: () => Policies, flags: ReadonlyMap<string, string>) => Completions;

const known: Readonly<Record<string, Known>> = {
  sector: (policies) =>
    [...policies().values()].map((one) => ({
      word: one.sector,
      means: "title" in one ? plainLine(one.title) : "",
    })),
  rule: rulesOf,
  list: (policies) =>
    [...listsIn(policies()).lists].map(([word, { title }]) => ({ word, means: plainLine(title) })),
  unit: () => unitSchema.options.map((word) => ({ word, means: "" })),
  "kind:key": (policies) => [
    ...["country", "owner", "supplier", ...placeKinds].map((kind) => ({ word: `${kind}:`, means: "" })),
    ...[...listsIn(policies()).lists].map(([id, { title }]) => ({
      word: `list:${id}`,
      means: plainLine(title),
    })),
  ],
  "rule:level": (policies, flags) =>
    rulesOf(policies, flags).flatMap(({ word, means }) =>
      (["warning", "critical"] as const).map((level) => ({ word: `${word}:${level}=`, means })),
    ),
};

function rulesOf(policies: () => Policies, flags: ReadonlyMap<string, string>) {
  return soundPolicies(policies())
    .filter(({ sector }) => sector === (flags.get("--sector") ?? sector))
    .flatMap(({ rules }) => rules.map(({ id, title }) => ({ word: id, means: plainLine(title) })));
}
