import { factsOf } from "../policy/measure-facts.ts";
import { addDays } from "../values/day.ts";
import { levelsOf } from "./starter-limits.ts";
import type { StarterRule } from "./starter-rules.ts";

/** A test of a rule: at its limits and beyond each, inside the last by less than its margin, and well inside the first. */
export function testOf({ id, above, margin, measure }: StarterRule): object {
  const limits = levelsOf(above);
  const largest = factsOf(measure).unit === "points" ? 10_000 : 1;
  const [first, last] = [limits[0], limits.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`the rule ${id} has no limit`);
  const beyond = (limit: number, end = largest) => tidy((limit + end) / 2);
  const runs = [
    { observed: first.limit, expect: "nothing" },
    ...(first === last
      ? []
      : [{ observed: beyond(first.limit, last.limit), expect: `raised ${first.level}` }]),
    { observed: beyond(last.limit), expect: `${first === last ? "raised" : "worsened"} ${last.level}` },
    ...(margin === 0 ? [] : [{ observed: tidy(last.limit - margin / 2), expect: "nothing" }]),
    { observed: [tidy(first.limit / 2), beyond(last.limit)], expect: "eased possible" },
    { observed: tidy(first.limit / 2), expect: "resolved" },
  ];
  const levels = limits.map(({ level }) => level).join(", then ");
  return {
    name: `${id}: beyond its ${limits.length === 1 ? "limit" : "limits"} it is ${levels}, and well inside it is over`,
    rule: id,
    runs: runs.map((run, at) => ({ asOf: addDays("2026-01-31", 4 * at), ...run })),
  };
}

function tidy(value: number): number {
  return Number(value.toFixed(6));
}
