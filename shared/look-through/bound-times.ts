import type { Bound } from "../values/interval.ts";
import type { Network } from "./network.ts";

/** Stock and recovery in one bound, in days. */
export interface BoundTimes {
  /** By node: how long those go on who buy from it, and when it delivers again. */
  stock: Float64Array;
  recovery: Float64Array;
  /** By link: the same for its share. */
  linkStock: Float64Array;
  linkRecovery: Float64Array;
}

/** Whether anybody in a network says how long stock lasts, or how long it takes to deliver again. */
export function namesTimes({ times, graph }: Network): boolean {
  const isNamed = ({ stockDays, recoveryDays }: Network["times"][number]) =>
    stockDays !== undefined || recoveryDays !== undefined;
  return times.some(isNamed) || graph.links.some(isNamed);
}

/**
 * The times of a network. What is not known lasts for ever and takes no time in the lower bound; in the upper bound there is no
 * stock, and nothing comes back. Where a link says nothing, its supplier does.
 */
export function boundTimes({ graph, times }: Network, bound: Bound): BoundTimes {
  const [unknownStock, unknownRecovery] =
    bound === "lower" ? [Number.POSITIVE_INFINITY, 0] : [0, Number.POSITIVE_INFINITY];
  const stock = Float64Array.from(times, ({ stockDays }) => stockDays ?? unknownStock);
  const recovery = Float64Array.from(times, ({ recoveryDays }) => recoveryDays ?? unknownRecovery);
  const ofSupplier = (known: Float64Array, link: number) => known[graph.upstream[link] ?? 0] ?? 0;
  return {
    stock,
    recovery,
    linkStock: Float64Array.from(graph.links, ({ stockDays }, at) => stockDays ?? ofSupplier(stock, at)),
    linkRecovery: Float64Array.from(
      graph.links,
      ({ recoveryDays }, at) => recoveryDays ?? ofSupplier(recovery, at),
    ),
  };
}
