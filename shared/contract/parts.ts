/** The state machine that folds the parts of a large sector, by its ARN. */
export const partsMachineEnv = "PARTS_MACHINE";

/** A sector with more positions than this in its window is folded in parts. */
export const partsAboveEnv = "PARTS_ABOVE";

/** The bucket for what parts leave to be added up, and the prefix of their keys. */
export const partsBucketEnv = "PARTS_BUCKET";
export const partsPrefix = "folds/";

/** The most parts that are folded at once: in an inline map of Step Functions, and in a distributed one. */
export const MOST_INLINE = 40;
export const MOST_DISTRIBUTED = 200;
