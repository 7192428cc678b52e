import { createDigestIndex } from "../../tables/digest-index.ts";
import { createIntegers } from "../../tables/integers.ts";

/** The ids of a party, of which one stands for it where only one can. */
type NodeIds = readonly [string, ...string[]];

/** Finds out which records may stand above suppliers, and keeps some numbers of each record for it, but no texts. */
export interface RecordGraph {
  /** The number of a record. The first time, `idsOf` says what it is called as long as no statement says it. */
  numberOf(recordId: string, idsOf: (recordId: string) => NodeIds): number;
  /** The record is a party now, with these ids. */
  setParty(record: number, ids: NodeIds): void;
  /** The record is a relationship now; `null` where it is not said with whom. */
  setRelationship(record: number, subject: number | null, holder: number | null): void;
  /** Which records stand above some ids, whatever they tell: parties, and relationships by their subject. */
  above(ids: Iterable<string>): (record: number) => boolean;
}

const NONE = -1;

/** Starts without records. */
export function createRecordGraph(): RecordGraph {
  const records = createDigestIndex();
  const nodes = createDigestIndex();
  const firstNodes = createIntegers();
  // Hardly any record is several suppliers.
  const moreNodes = new Map<number, number[]>();
  const subjects = createIntegers();
  const holders = createIntegers();
  const call = (record: number, [first, ...others]: NodeIds) => {
    firstNodes.set(record, nodes.add(first).at);
    if (others.length > 0)
      moreNodes.set(
        record,
        others.map((id) => nodes.add(id).at),
      );
    else moreNodes.delete(record);
  };
  const nodesOf = (record: number) => [firstNodes.at(record), ...(moreNodes.get(record) ?? [])];
  const isRelationship = (record: number) => subjects.at(record) !== NONE;
  const relate = (record: number, subject: number, holder: number) => {
    subjects.set(record, subject);
    holders.set(record, holder);
  };
  const isReachedFrom = (ids: Iterable<string>): Uint8Array => {
    const relationships = bySubject();
    const reached = new Uint8Array(nodes.size);
    const open = [...ids].flatMap((id) => nodes.find(id) ?? []);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (reached[node] === 1) continue;
      reached[node] = 1;
      for (const record of relationships(node)) {
        const holder = holders.at(record);
        if (holder !== NONE) open.push(...nodesOf(holder));
      }
    }
    return reached;
  };
  /** The relationships of which a node is the subject: one list for all, linked by places. */
  const bySubject = () => {
    const first = new Int32Array(nodes.size).fill(NONE);
    const [next, related] = [createIntegers(), createIntegers()];
    for (let record = 0; record < records.size; record += 1) {
      if (!isRelationship(record)) continue;
      for (const node of nodesOf(subjects.at(record))) {
        next.push(first[node] ?? NONE);
        related.push(record);
        first[node] = next.size - 1;
      }
    }
    return function* (node: number): Generator<number> {
      for (let at = first[node] ?? NONE; at !== NONE; at = next.at(at)) yield related.at(at);
    };
  };
  return {
    numberOf(recordId, idsOf) {
      const { at, isNew } = records.add(recordId);
      if (isNew) {
        for (const column of [firstNodes, subjects, holders]) column.push(NONE);
        call(at, idsOf(recordId));
      }
      return at;
    },
    setParty(record, ids) {
      call(record, ids);
      relate(record, NONE, NONE);
    },
    setRelationship(record, subject, holder) {
      relate(record, subject ?? NONE, holder ?? NONE);
    },
    above(ids) {
      const reached = isReachedFrom(ids);
      return (record) => {
        const subject = subjects.at(record);
        return nodesOf(subject === NONE ? record : subject).some((node) => reached[node] === 1);
      };
    },
  };
}
