import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { keysText, listUnreadable } from "../../shared/text/unreadable.ts";
import { errorLine } from "../terminal/output.ts";

/** Warns on stderr of stored items that an answer leaves out because they cannot be read. */
export function warnOfLost(lost: Unreadable, place: CommandPlace): void {
  if (lost.count === 0) return;
  errorLine(
    `warning: left out, because they cannot be read: ${lost.count}${keysText(lost)}; see ${listUnreadable(place)}`,
  );
}
