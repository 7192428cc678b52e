import type { TopicMessage } from "../bulletin/topic-message.ts";

/** A value that a filter policy is compared with. */
export type FieldValue = string | number | boolean | null;
/** The fields of a message with their values. A field that is there without a value has an empty list. */
export type Fields = ReadonlyMap<string, readonly FieldValue[]>;

/** The attributes of a message as fields: each element of a list is a value. */
export function attributeFields({ attributes }: Pick<TopicMessage, "attributes">): Fields {
  return new Map(
    Object.entries(attributes).map(([name, { type, value }]) => [
      name,
      type === "String.Array" ? (JSON.parse(value) as FieldValue[]) : [value],
    ]),
  );
}

/** The text that a protocol gets, as fields; `null` when it is no JSON object, which no filter lets pass. */
export function bodyFields({ body }: Pick<TopicMessage, "body">, protocol: string): Fields | null {
  const texts = JSON.parse(body) as Record<string, string> & { default: string };
  const document = jsonObject(texts[protocol] ?? texts.default);
  if (document === null) return null;
  const fields = new Map<string, FieldValue[]>();
  collect(document, "", fields);
  return fields;
}

function jsonObject(text: string): object | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? read : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** SNS looks at the values at the ends of the document alone, each under its path; lists add no step to the path. */
function collect(value: object, path: string, fields: Map<string, FieldValue[]>): void {
  const isList = Array.isArray(value);
  if (isList && value.length === 0) fields.set(path, fields.get(path) ?? []);
  for (const [name, one] of Object.entries(value)) {
    const at = isList ? path : path === "" ? name : `${path}.${name}`;
    if (typeof one === "object" && one !== null) collect(one, at, fields);
    else fields.set(at, [...(fields.get(at) ?? []), one as FieldValue]);
  }
}
