import type { Policies } from "../../shared/policy/policies.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { InboxEntry } from "../cloud/inbox.ts";
import type { Guard } from "./guard.ts";

/** What the pages are made from. */
export interface Served extends Guard {
  policies: Policies;
  place: CommandPlace;
  version: string;
  /** Works in the cloud; one after the other, since a data folder has one holder at a time. */
  inCloud<Result>(work: (cloud: Cloud) => Promise<Result>): Promise<Result>;
  /** The e-mails of the embedded cloud; `null` on a deployed stack. */
  inbox: (() => Promise<InboxEntry[]>) | null;
  /** Who asks for a silence unless the form says something else. */
  user: string;
}
