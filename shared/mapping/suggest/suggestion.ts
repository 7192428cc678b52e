import type { Cell } from "../cell.ts";
import type { Mapping } from "../mapping.ts";
import { type Chosen, chooseColumns } from "./choose.ts";
import { type ColumnProfile, profileOf } from "./column-profile.ts";
import { amountIn, creditsOf } from "./credits.ts";
import { nameScore } from "./field-names.ts";
import { chooseKey } from "./key.ts";
import { fieldsOf, type SuggestedField } from "./suggested-fields.ts";
import { mappingOf, type SuggestionContext } from "./suggested-mapping.ts";

/** A first mapping of a table, and what each column was taken for. */
export interface Suggestion {
  fields: SuggestedField[];
  /** Columns that the mapping does not use. */
  unused: string[];
  mapping: Mapping;
}

/** Suggests how a table becomes positions, by the names of its columns and by rows of it. */
export function suggestMapping(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  context: SuggestionContext,
): Suggestion {
  const profiles = header.map((name, at) =>
    profileOf(
      name,
      at,
      rows.map((row) => row[at] ?? ""),
      context.isCountry,
    ),
  );
  const named = profiles.filter(({ name }) => header.indexOf(name) === header.lastIndexOf(name));
  const chosen = chooseColumns(named, (text) => context.units.has(text));
  const credits = creditsOf(chosen);
  const key = chooseKey(rows, keyColumns(named, chosen), (row) => amountIn(row, chosen, credits));
  const mapping = mappingOf({ header, chosen, key, credits, context });
  const used = new Set([...key.columns, ...Object.values(chosen).map(({ profile }) => profile.at)]);
  return {
    fields: fieldsOf({ header, rows, chosen, key, mapping }),
    unused: profiles.filter(({ at, name }) => !used.has(at) && name !== "").map(({ name }) => name),
    mapping,
  };
}

function keyColumns(profiles: readonly ColumnProfile[], chosen: Chosen) {
  const { supplierId, item, originCountry, program, date } = chosen;
  const taken = new Set(Object.values(chosen).map(({ profile }) => profile.at));
  const free = profiles.filter(({ at, filled }) => !taken.has(at) && filled > 0);
  const ranked = free
    .map((profile) => ({ at: profile.at, score: nameScore(profile.name, "positionId") }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  return {
    named: ranked.map(({ at }) => at).slice(0, 6),
    lines: free.filter(({ name }) => nameScore(name, "line") > 0).map(({ at }) => at),
    alike: [supplierId, item, originCountry, program].flatMap((one) =>
      one === undefined ? [] : [one.profile.at],
    ),
    day: date?.profile.at ?? null,
  };
}
