/**
 * Gathers the bodies of answers in buffers that are used again. A new buffer for each page would be a megabyte for the garbage
 * collector each time, and that took as much CPU as to scan the page.
 */
export interface BodyBuffers {
  /** Gathers a body and returns what `read` makes of it. The bytes are those of another body as soon as `read` has returned. */
  gather<Made>(body: AsyncIterable<Uint8Array>, read: (bytes: Uint8Array) => Made): Promise<Made>;
}

// An answer of DynamoDB has a megabyte at most; as JSON hardly more.
const FIRST_LENGTH = 1 << 20;

export function createBodyBuffers(): BodyBuffers {
  const free: Uint8Array[] = [];
  return {
    async gather(body, read) {
      // Each body has a buffer of its own, also the body of an answer that nobody waits for any more.
      let buffer = free.pop() ?? new Uint8Array(FIRST_LENGTH);
      let length = 0;
      for await (const chunk of body) {
        buffer = withRoomFor(length + chunk.length, buffer);
        buffer.set(chunk, length);
        length += chunk.length;
      }
      const made = read(buffer.subarray(0, length));
      free.push(buffer);
      return made;
    },
  };
}

function withRoomFor(length: number, buffer: Uint8Array): Uint8Array {
  if (length <= buffer.length) return buffer;
  const wider = new Uint8Array(2 * length);
  wider.set(buffer);
  return wider;
}
