import type { ReadStream } from "node:fs";
import { SingleBar } from "cli-progress";

/** Shows on a terminal how much of a file has been read. Quiet in a pipe. */
export function showProgress(name: string, size: number, bytes: ReadStream): { stop(): void } {
  const bar = startBar(name, size);
  const timer = setInterval(() => bar.update(bytes.bytesRead), 100);
  return {
    stop() {
      clearInterval(timer);
      bar.stop();
    },
  };
}

/** Shows on a terminal how many steps of some work are done. Quiet in a pipe. */
export function showSteps(name: string, steps: number): { step: () => void; stop: () => void } {
  const bar = startBar(name, steps);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}

function startBar(name: string, total: number): SingleBar {
  const bar = new SingleBar({
    format: `${name} {bar} {percentage} %, {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    stopOnComplete: false,
  });
  bar.start(total, 0);
  return bar;
}
