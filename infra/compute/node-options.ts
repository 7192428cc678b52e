/**
 * The options of Node in a function. The part of the heap for new objects has at most 6 MB, and is cleared often. With more, the
 * bodies of answers pile up in it until all of the heap has to be marked: a fifth of the CPU of a large read, and 70 MB.
 */
export const nodeOptions = "--max-semi-space-size=2";
