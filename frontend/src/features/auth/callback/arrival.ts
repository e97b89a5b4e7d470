/** What came back with somebody from another service, and what this tab keeps of it. */

import type { ArrivalOutput, SuggestedOutput } from "@/api/types.gen";
import { seemsSignedIn } from "@/lib/auth";
import { ApiError } from "@/lib/problem";
import { safeNext } from "@/lib/safe-next";
import { forget, recall, remember } from "@/lib/session-store";

import { demandOf, type Demand } from "../demand";

export type Stage =
  | { kind: "waiting" }
  /** Somebody new, or of whom an account with the address exists. */
  | { kind: "new" | "prove"; ticket: string; suggested: SuggestedOutput; next: string }
  /** Known, and asked for a second factor. */
  | { kind: "factor"; demand: Demand; next: string }
  | { kind: "signed-in"; next: string }
  | { kind: "linked" }
  | { kind: "problem"; reason: string };

/** A ticket is good for half an hour, in this browser only; a handoff for a minute. */
const KEPT = "callback";
export const LINKS_PAGE = "/profile/security#services";

interface Told {
  handoff: string | null;
  error: string | null;
}

/**
 * Reads what the address says and takes it out of the address bar and the history. After a reload
 * the tab knows itself where it was.
 */
export function takeTold(): Told | Stage {
  const { search, pathname } = window.location;
  const query = new URLSearchParams(search);
  const told = { handoff: query.get("code"), error: query.get("error") };
  if (!told.handoff && !told.error) return kept() ?? told;
  keepForReload(told);
  window.history.replaceState(null, "", pathname);
  return told;
}

function kept(): Told | Stage | null {
  const found = recall<Told | Stage>(KEPT);
  // Whoever has left since has nothing under way here.
  const isPast = found && "kind" in found && found.kind === "signed-in" && !seemsSignedIn();
  return isPast ? null : found;
}

export function keepForReload(what: Told | Stage): void {
  const isOver = "kind" in what && (what.kind === "linked" || what.kind === "problem");
  if (isOver) forget(KEPT);
  else remember(KEPT, what);
}

export function stageOf(arrival: ArrivalOutput): Stage {
  const next = safeNext(arrival.next);
  const { outcome, ticket, suggested } = arrival;
  if (outcome === "linked") return { kind: "linked" };
  if (ticket && suggested) {
    return { kind: outcome === "new" ? "new" : "prove", ticket, suggested, next };
  }
  return { kind: "signed-in", next };
}

/** Of a step that did not end in a sign-in. `next` is where a refusal does not say it. */
export function problemStage(error: unknown, next = "/"): Stage {
  const demand = demandOf(error);
  if (demand) return { kind: "factor", demand, next: safeNext(demand.next, next) };
  return { kind: "problem", reason: error instanceof ApiError ? error.code : "server_error" };
}
