import { damaged, type ReadStored, type StoredForm } from "../../../shared/values/stored.ts";
import type { Item } from "./attributes.ts";
import type { Decoder } from "./pages.ts";
import { readRecord } from "./stored-item.ts";

/** A kind of records in the table of assessments. Each record has its own key. */
export interface RecordKind<Value> {
  form: StoredForm<Value>;
  /** The attribute that holds one, as JSON. */
  attribute: string;
  keyOf: (value: Value) => Item;
  /** The words for a record that is stored under a wrong key. */
  another: string;
}

/** Reads records of one kind: one with its problem, or page by page. */
export interface RecordReader<Value> extends Decoder<Value> {
  read: (item: Item) => ReadStored<Value>;
}

/** Makes the reader of a kind of records. A record under a wrong key counts as damaged. */
export function recordReader<Value>({
  form,
  attribute,
  keyOf,
  another,
}: RecordKind<Value>): RecordReader<Value> {
  const read = (item: Item): ReadStored<Value> => {
    const found = readRecord(form, item, attribute);
    if (found.problem !== null) return found;
    const key = keyOf(found.value);
    const isItsOwn = item.sector?.S === key.sector?.S && item.assessmentKey?.S === key.assessmentKey?.S;
    return isItsOwn ? found : damaged(`it holds the ${another}`);
  };
  return {
    table: "assessments",
    read,
    decode: (item) => {
      const found = read(item);
      return found.problem === null ? found.value : null;
    },
    explain: (item) => read(item).problem ?? "it is not what this table holds",
  };
}
