const FLAG = "--policies";
const OTHERS = "--other-policies";

/** What a command line says of policies, and the arguments without that. */
export interface PoliciesFlags {
  /** The folder that `--policies` names, the last one if there are several. */
  folder: string | null;
  /** Whether `--other-policies` is said. */
  others: boolean;
  rest: string[];
}

/**
 * Looks for `--policies DIR`, `--policies=DIR` and `--other-policies` in a command line. Which commands there are, and which options, does not
 * depend on it, so it is read first: by the folder all of them work. After `--` there are no flags.
 */
export function policiesFlags(args: readonly string[]): PoliciesFlags {
  const found: PoliciesFlags = { folder: null, others: false, rest: [] };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--") return { ...found, rest: [...found.rest, ...args.slice(at)] };
    if (arg === OTHERS) found.others = true;
    else if (arg.startsWith(`${FLAG}=`)) found.folder = arg.slice(FLAG.length + 1);
    else if (arg === FLAG && at + 1 < args.length) {
      at += 1;
      found.folder = args[at] ?? null;
    } else found.rest.push(arg);
  }
  return found;
}
