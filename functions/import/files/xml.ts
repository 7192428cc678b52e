import { StringDecoder } from "node:string_decoder";
import sax from "sax";
import { DamagedBytes } from "./whole-lines.ts";

/** What is done with the parts of an XML document. Names come without their namespace. */
export interface XmlReader {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  /** A piece of text: a long text comes in several. */
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads an XML document piece by piece. After each piece, what the reader has found can be taken. Entities that a document
 * defines itself are not resolved.
 * @throws DamagedBytes where it is not well-formed.
 */
export async function* readXml(
  source: AsyncIterable<Uint8Array>,
  reader: XmlReader,
): AsyncGenerator<undefined> {
  const parser = sax.parser(true);
  parser.onerror = (cause) => {
    throw new DamagedBytes("is a workbook with damaged XML", { cause });
  };
  parser.onopentag = ({ name, attributes }) => {
    reader.open?.(localName(name), (wanted) => attributeOf(attributes as Record<string, string>, wanted));
  };
  parser.ontext = (text) => reader.text?.(text);
  parser.oncdata = (text) => reader.text?.(text);
  parser.onclosetag = (name) => reader.close?.(localName(name));
  const decoder = new StringDecoder("utf8");
  for await (const bytes of source) {
    parser.write(decoder.write(Buffer.from(bytes)));
    yield;
  }
  parser.write(decoder.end()).close();
  yield;
}

/** Reads all of a document. */
export async function readAllXml(source: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  for await (const _ of readXml(source, reader));
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function attributeOf(attributes: Record<string, string>, wanted: string): string | undefined {
  const own = attributes[wanted];
  if (own !== undefined) return own;
  const name = Object.keys(attributes).find((one) => localName(one) === wanted);
  return name === undefined ? undefined : attributes[name];
}
