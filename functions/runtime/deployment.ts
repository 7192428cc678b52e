import type { Policies } from "../../shared/policy/policies.ts";
import type { CommandPlace } from "../../shared/text/command.ts";

/** What is the same for every run of one deployment. */
export interface Deployment {
  policies: Policies;
  version: string;
  /** Where the commands of messages work. */
  place: CommandPlace;
}
