import type { ReadStream } from "node:fs";
import { SingleBar } from "cli-progress";

/** What a terminal shows of the import of a file. */
export interface FileProgress {
  /** Shows how many of its rows are stored. */
  stored(rows: number, of: number): void;
  stop(): void;
}

/** Shows on a terminal how much of a file has been read, and then how many of its rows are stored. Quiet in a pipe. */
export function showProgress(name: string, size: number, bytes: ReadStream): FileProgress {
  let bar = startBar(`reading ${name}`, size);
  let isStoring = false;
  const timer = setInterval(() => bar.update(bytes.bytesRead), 100);
  const stop = () => {
    clearInterval(timer);
    bar.stop();
  };
  return {
    stored(rows, of) {
      if (!isStoring) {
        stop();
        bar = startBar(`storing ${name}`, of);
        isStoring = true;
      }
      bar.update(rows);
    },
    stop,
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
