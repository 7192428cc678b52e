/** An exposure in minor units: `certain` belongs to a scope, `optional` may belong to it or not. */
export interface Amount {
  certain: number;
  optional: number;
}

/** The sum of two amounts; neither is changed. */
export function addAmounts(a: Amount, b: Amount): Amount {
  return { certain: a.certain + b.certain, optional: a.optional + b.optional };
}

export const NO_AMOUNT: Amount = { certain: 0, optional: 0 };

/** The square of an exposure, exactly. */
export function square(exposure: number): bigint {
  return BigInt(exposure) * BigInt(exposure);
}
