/** What a peer asks the replay server for; the name of the table says how many positions it has. */
export interface Shown {
  TableName: string;
  ExpressionAttributeValues: Record<string, { S: string }>;
  ExclusiveStartKey?: { positionId: { S: string } };
}

export const SHARDS = 16;
/** As many items of about 273 bytes as DynamoDB puts into a page. */
export const PER_PAGE = 3500;

/** A number of positions that fills all pages of all shards. */
export function fullPages(positions: number): number {
  return Math.round(positions / SHARDS / PER_PAGE) * SHARDS * PER_PAGE;
}

/** What a peer has found; all must find the same. */
export interface Totals {
  positions: number;
  exposure: number;
}

export async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
