const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

// A terminal signals the whole group of processes, and whoever started this one may pass the same signal on once more.
const SAME_SIGNAL_MS = 500;

/** Work that ended early because of a signal. The message says what was done of it. */
export class Interrupted extends Error {
  /** The exit code of a program that ends by that signal. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What tells some work to end. */
export interface Interrupting {
  stop: AbortSignal;
  /** The exit code of a program that ended by the signal that came. */
  exitCode(): number;
}

/**
 * Does work that ends by itself soon after a signal, such as Ctrl-C, so that it leaves nothing unsaid. A second signal ends the
 * process at once.
 */
export async function interruptible<Result>(work: (interrupting: Interrupting) => Promise<Result>) {
  const controller = new AbortController();
  let first: { code: number; at: number } | undefined;
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const onSignal = () => {
      if (first === undefined) {
        first = { code, at: performance.now() };
        controller.abort();
      } else if (performance.now() - first.at > SAME_SIGNAL_MS) process.exit(code);
    };
    process.on(signal, onSignal);
    return { signal, onSignal };
  });
  try {
    return await work({ stop: controller.signal, exitCode: () => first?.code ?? 0 });
  } finally {
    for (const { signal, onSignal } of listeners) process.off(signal, onSignal);
  }
}
