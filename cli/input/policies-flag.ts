const FLAG = "--policies";

/** The folder that `--policies` names, the last one if there are several, and the arguments without it. */
export interface PoliciesFlag {
  folder: string | null;
  others: string[];
}

/**
 * Looks for `--policies DIR` and `--policies=DIR` in a command line. Which commands there are, and which options, does not
 * depend on it, so it is read first: by the folder all of them work. After `--` there are no flags.
 */
export function policiesFlag(args: readonly string[]): PoliciesFlag {
  const found: PoliciesFlag = { folder: null, others: [] };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--") return { ...found, others: [...found.others, ...args.slice(at)] };
    if (arg.startsWith(`${FLAG}=`)) found.folder = arg.slice(FLAG.length + 1);
    else if (arg === FLAG && at + 1 < args.length) {
      at += 1;
      found.folder = args[at] ?? null;
    } else found.others.push(arg);
  }
  return found;
}
