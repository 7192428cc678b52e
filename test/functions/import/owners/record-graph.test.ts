import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRecordGraph } from "../../../../functions/import/owners/bods/record-graph.ts";

const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
/** A party with ids, or who holds whom. */
const statement = fc.oneof(
  fc.record({ record: name, ids: fc.uniqueArray(fc.constantFrom("A", "B", "C", "D"), { minLength: 1 }) }),
  fc.record({
    record: fc.constantFrom("r", "s", "t", "u"),
    subject: fc.option(name),
    holder: fc.option(name),
  }),
);

/** The same without numbers: what stands above some ids, by going round until nothing is added. */
function aboveOf(
  statements: readonly (typeof statement extends fc.Arbitrary<infer T> ? T : never)[],
  from: string[],
) {
  const ids = new Map<string, string[]>();
  const relations = new Map<string, { subject: string | null; holder: string | null }>();
  for (const one of statements) {
    if ("ids" in one) ids.set(one.record, one.ids);
    else relations.set(one.record, one);
  }
  const idsOf = (record: string) => ids.get(record) ?? [record];
  const reached = new Set(from);
  const isReached = (record: string) => idsOf(record).some((id) => reached.has(id));
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const { subject, holder } of relations.values())
      if (subject !== null && holder !== null && isReached(subject))
        for (const id of idsOf(holder)) reached.add(id);
  }
  return (record: string) => {
    const subject = relations.get(record)?.subject;
    return isReached(subject ?? record);
  };
}

describe("the records above some ids", () => {
  it("are those that lead there from holder to holder, whatever order they come in", () => {
    const ids = fc.uniqueArray(fc.constantFrom("A", "B", "C", "D"), { maxLength: 2 });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 20 }), ids, (statements, from) => {
        const graph = createRecordGraph();
        const numberOf = (record: string) => graph.numberOf(record, (id) => [id]);
        for (const one of statements) {
          const record = numberOf(one.record);
          if ("ids" in one) graph.setParty(record, one.ids as [string, ...string[]]);
          else {
            const [subject, holder] = [one.subject, one.holder].map((end) =>
              end === null ? null : numberOf(end),
            );
            graph.setRelationship(record, subject ?? null, holder ?? null);
          }
        }
        const isAbove = graph.above(from);
        const expected = aboveOf(statements, from);
        for (const { record } of statements) expect(isAbove(numberOf(record))).toBe(expected(record));
      }),
    );
  });
});
