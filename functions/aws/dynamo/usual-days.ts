/** The numbers of days that are written as usual, found by year, month and day instead of by a hash of their bytes. */
export interface UsualDays {
  /** Where the day that begins at `start` stands; `NO_USUAL_DAY` for any other text. Whether it exists is not checked. */
  find(bytes: Uint8Array, start: number): number;
  /** The number that was remembered for a day; `undefined` when none was. */
  numberOf(day: number): number | undefined;
  remember(day: number, number: number): void;
}

export const NO_USUAL_DAY = -1;
/** How many bytes a day like 2026-07-31 has. */
export const DAY_LENGTH = 10;

const [FIRST_YEAR, YEARS] = [1900, 256];
const [ZERO, HYPHEN] = [48, 45];
const UNKNOWN = -1;

/** Remembers nothing at first. */
export function createUsualDays(): UsualDays {
  const numbers = new Int32Array(YEARS * 12 * 31).fill(UNKNOWN);
  return {
    find(bytes, start) {
      if (bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return NO_USUAL_DAY;
      const [century, year] = [twoDigits(bytes, start), twoDigits(bytes, start + 2)];
      const [month, day] = [twoDigits(bytes, start + 5), twoDigits(bytes, start + 8)];
      const years = 100 * century + year - FIRST_YEAR;
      const isUsual =
        century >= 0 &&
        year >= 0 &&
        years >= 0 &&
        years < YEARS &&
        month >= 1 &&
        month <= 12 &&
        day >= 1 &&
        day <= 31;
      return isUsual ? (years * 12 + month - 1) * 31 + day - 1 : NO_USUAL_DAY;
    },
    numberOf(day) {
      const number = numbers[day];
      return number === UNKNOWN ? undefined : number;
    },
    remember(day, number) {
      numbers[day] = number;
    },
  };
}

/** The number of two digits; less than nothing when one of them is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [(bytes[at] as number) - ZERO, (bytes[at + 1] as number) - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -10_000;
}
