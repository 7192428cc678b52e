import {
  damaged,
  problemOfVersion,
  type ReadStored,
  readStored,
  type StoredForm,
} from "../../../shared/values/stored.ts";
import type { Item } from "./attributes.ts";
import { decompress } from "./compressed.ts";

const VERSION = "schemaVersion";

/** The attribute that says in which version of its form an item is written. */
export function versionAttribute({ version }: Pick<StoredForm<unknown>, "version">): Item {
  return { [VERSION]: { N: String(version) } };
}

/** Reads what an item holds as compressed JSON. */
export function readCompressed<Value>(
  form: StoredForm<Value>,
  item: Item,
  attribute: string,
): ReadStored<Value> {
  return readBytes(form, item, item[attribute]?.B);
}

/** Reads compressed JSON. The item has its version. */
export function readBytes<Value>(
  form: StoredForm<Value>,
  item: Item,
  bytes: Uint8Array | undefined,
  most?: number,
): ReadStored<Value> {
  // A newer version may compress it in another way, so its version is checked first.
  const problem = problemOfVersion(form, versionOf(item));
  if (problem !== null) return problem;
  if (bytes === undefined) return damaged("it holds no compressed JSON");
  const unpacked = decompress(bytes, most);
  return unpacked.problem === null
    ? readStored(form, versionOf(item), unpacked.value)
    : damaged(unpacked.problem);
}

/** Reads what an item holds as JSON. */
export function readJson<Value>(form: StoredForm<Value>, item: Item, attribute: string): ReadStored<Value> {
  const problem = problemOfVersion(form, versionOf(item));
  if (problem !== null) return problem;
  const text = item[attribute]?.S;
  if (text === undefined) return damaged("it holds no JSON");
  try {
    return readStored(form, versionOf(item), JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return damaged("it is not JSON");
    throw error;
  }
}

/** Reads a record that an item holds as JSON. The record itself has its version. */
export function readRecord<Value>(form: StoredForm<Value>, item: Item, attribute: string): ReadStored<Value> {
  const text = item[attribute]?.S;
  if (text === undefined) return damaged("it holds no JSON");
  try {
    const record: { schemaVersion?: unknown } | null = JSON.parse(text);
    return readStored(form, record?.schemaVersion, record);
  } catch (error) {
    if (error instanceof SyntaxError) return damaged("it is not JSON");
    throw error;
  }
}

/** The version of an item; `undefined` without one, `NaN` when it is no number. */
export function versionOf(item: Item): number | undefined {
  const attribute = item[VERSION];
  return attribute === undefined ? undefined : Number(attribute.N ?? Number.NaN);
}
