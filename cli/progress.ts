import type { ReadStream } from "node:fs";
import { SingleBar } from "cli-progress";

/** Shows on a terminal how much of a file has been read. Quiet in a pipe. */
export function showProgress(name: string, size: number, bytes: ReadStream): { stop(): void } {
  const bar = new SingleBar({
    format: `${name} {bar} {percentage} %, {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    stopOnComplete: false,
  });
  bar.start(size, 0);
  const timer = setInterval(() => bar.update(bytes.bytesRead), 100);
  return {
    stop() {
      clearInterval(timer);
      bar.stop();
    },
  };
}
