/** The numbers of a text as they are shown, without separators: `1348`, `82.9`. */
export function numbersIn(text: string): string[] {
  return [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => number.replaceAll(",", ""));
}

/** Whether a number as it is shown is the value, rounded to its decimals. */
export function isShownAs(shown: string, value: number, size = 1): boolean {
  if (shown === "") return false;
  const decimals = shown.split(".")[1]?.length ?? 0;
  return Math.abs(Number(shown) * size - value) <= 0.5 * 10 ** -decimals * size * (1 + 1e-6);
}

/** An amount of money as it is shown. */
interface ShownAmount {
  /** Whether it stands for an amount. */
  stands: (value: number) => boolean;
}

const SIZES: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9 };

/** The amounts of a text such as `USD 98.6 M to 113.3 M of 118.9 M`. */
export function amountsIn(text: string): ShownAmount[] {
  return [...text.matchAll(/(\d[\d.]*)(?: ([kMB]))?/g)].map(([, shown = "", size = ""]) => ({
    stands: (value) => isShownAs(shown, value, SIZES[size] ?? 1),
  }));
}
