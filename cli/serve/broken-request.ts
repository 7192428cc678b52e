import type { Duplex } from "node:stream";

/** What is answered to a request that no page gets to see, by the code of its fault. */
const ANSWERS: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    "The question is too long: with its address and headers a request may have 16 kB. Ask for less at once, or use npx chokepoint simulate.",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    "408 Request Timeout",
    "The request did not come to its end in time. Ask again.",
  ],
};
const OTHER = ["400 Bad Request", "This is no request that a browser sends."] as const;

/** Answers a request that cannot be read with a sentence, where Node.js answers with a status alone. */
export function answerBroken({ code = "" }: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const [status, sentence] = ANSWERS[code] ?? OTHER;
  const head = [
    `HTTP/1.1 ${status}`,
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8",
    "X-Content-Type-Options: nosniff",
    `Content-Length: ${sentence.length + 1}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${sentence}\n`);
}
