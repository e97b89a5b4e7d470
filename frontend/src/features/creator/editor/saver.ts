/**
 * Brings what the editor holds to the server: one request at a time, only what differs, each
 * change tied to the version it was made from.
 */

import type { NewSessionInputRequest, PatchedSessionChangesInputRequest } from "@/api/types.gen";
import { ApiError } from "@/lib/problem";

import type { Session } from "../queries";
import { differencesOf, mergeOf, statusChange, type Difference } from "./merge";
import { faultsOf, soundGroups, type Faults } from "./rules";
import { changedGroups, inputOf, valuesOf, withGroups, type Group, type Values } from "./values";

export interface SessionApi {
  create: (input: NewSessionInputRequest, key: string) => Promise<Session>;
  change: (
    id: string,
    input: PatchedSessionChangesInputRequest,
    version: number,
  ) => Promise<Session>;
  read: (id: string) => Promise<Session>;
  newKey: () => string;
}

export interface Conflict {
  theirs: Session;
  differences: Difference[];
  /** What happened to the session as a whole. */
  change: string | null;
}

export interface SaverState {
  /** As the server has it; null before the first save. */
  base: Session | null;
  isSaving: boolean;
  savedAt: Date | null;
  error: unknown;
  /** What the server would not take: it is not sent again before it changes. */
  refused: Values | null;
  conflict: Conflict | null;
}

export type Outcome = "saved" | "unchanged" | "incomplete" | "conflict" | "failed";

/** Without these the API takes no session at all. */
const NEEDED: readonly Group[] = ["title", "description", "price", "duration"];

export class Saver {
  private state: SaverState;
  private readonly listeners = new Set<() => void>();
  private turn: Promise<unknown> = Promise.resolve();
  /** A first save that may have reached the server: it is repeated, not sent anew. */
  private unanswered: { input: NewSessionInputRequest; key: string } | null = null;
  /** What the server has, should a change have arrived whose answer did not. */
  private presumed: Values | null = null;

  constructor(
    private readonly api: SessionApi,
    base: Session | null,
  ) {
    this.state = {
      ...{ base, isSaving: false, savedAt: null },
      ...{ error: null, refused: null, conflict: null },
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SaverState => this.state;

  /** Waits for the save that is under way, then saves what is sound of these values. */
  save(values: Values, status?: "draft" | "published"): Promise<Outcome> {
    const mine = this.turn.then(() => this.run(values, status));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** The merged values; what theirs does not say is to be saved again. */
  settle(mine: Values, fromThem: readonly Group[]): Values {
    const { conflict } = this.state;
    if (!conflict) return mine;
    this.presumed = null;
    this.set({ base: conflict.theirs, conflict: null, error: null });
    return mergeOf(mine, conflict.theirs, fromThem);
  }

  /** The session is gone: what was typed becomes a new draft. */
  detach(): void {
    this.unanswered = null;
    this.presumed = null;
    this.set({ base: null, error: null, conflict: null });
  }

  /** Something else changed the session through this page. */
  adopt(session: Session): void {
    this.set({ base: session, error: null });
  }

  private async run(values: Values, status?: "draft" | "published"): Promise<Outcome> {
    if (this.state.conflict) return "conflict";
    const { base } = this.state;
    const faults = faultsOf(values, base, new Date());
    return base
      ? this.change(base, values, faults, status)
      : this.create(values, faults, status === "published" ? status : undefined);
  }

  private async create(values: Values, faults: Faults, status?: "published"): Promise<Outcome> {
    const sound = soundGroups(faults);
    if (!this.unanswered) {
      if (!NEEDED.every((group) => sound.includes(group))) return "incomplete";
      const input = { ...inputOf(values, sound), ...(status && { status }) };
      // All that the API needs is sound, so it is there.
      this.unanswered = { input: input as NewSessionInputRequest, key: this.api.newKey() };
    }
    const { input, key } = this.unanswered;
    this.set({ isSaving: true });
    try {
      const session = await this.api.create(input, key);
      this.unanswered = null;
      this.accept(session);
    } catch (error) {
      if (!mayHaveArrived(error)) this.unanswered = null;
      return this.fail(error, values);
    }
    // What was typed since a try that got no answer.
    return (await this.run(values, status)) === "unchanged" ? "saved" : this.outcome();
  }

  private async change(
    base: Session,
    values: Values,
    faults: Faults,
    status?: "draft" | "published",
  ): Promise<Outcome> {
    const groups = soundGroups(faults, changedGroups(values, valuesOf(base)));
    const input: PatchedSessionChangesInputRequest = inputOf(values, groups);
    if (status && status !== base.status) input.status = status;
    if (Object.keys(input).length === 0) {
      this.set({ isSaving: false, error: null, refused: null });
      return "unchanged";
    }
    this.set({ isSaving: true });
    try {
      this.accept(await this.api.change(base.id, input, base.version));
      return "saved";
    } catch (error) {
      if (error instanceof ApiError && error.code === "stale") {
        return this.compare(base, values, status);
      }
      if (mayHaveArrived(error)) this.presumed = withGroups(valuesOf(base), values, groups);
      return this.fail(error, values);
    }
  }

  private async compare(
    base: Session,
    values: Values,
    status?: "draft" | "published",
  ): Promise<Outcome> {
    let theirs: Session;
    try {
      theirs = await this.api.read(base.id);
    } catch (error) {
      return this.fail(error, values);
    }
    const before = this.presumed ?? valuesOf(base);
    const differences = differencesOf(before, values, valuesOf(theirs));
    const change = statusChange(base, theirs);
    if (differences.length === 0 && change === null) {
      this.presumed = null;
      this.set({ base: theirs });
      return this.run(values, status);
    }
    this.set({ isSaving: false, conflict: { theirs, differences, change } });
    return "conflict";
  }

  private accept(base: Session): void {
    this.presumed = null;
    this.set({ base, isSaving: false, savedAt: new Date(), error: null, refused: null });
  }

  private fail(error: unknown, values: Values): Outcome {
    const isFinal = !mayHaveArrived(error) && (error as ApiError).status !== 401;
    this.set({ isSaving: false, error, refused: isFinal ? values : null });
    return "failed";
  }

  private outcome(): Outcome {
    if (this.state.conflict) return "conflict";
    return this.state.error ? "failed" : "saved";
  }

  private set(changes: Partial<SaverState>): void {
    this.state = { ...this.state, ...changes };
    this.listeners.forEach((listener) => listener());
  }
}

/** What still is not on the server; `blank` is how a new one began. */
export function unsavedGroups(values: Values, base: Session | null, blank: Values): Group[] {
  return changedGroups(values, base ? valuesOf(base) : blank);
}

/** Whether a save would bring any of it there: fields with faults wait. */
export function isSavable(
  values: Values,
  base: Session | null,
  unsaved: readonly Group[],
): boolean {
  const faults = faultsOf(values, base, new Date());
  return base
    ? soundGroups(faults, unsaved).length > 0
    : soundGroups(faults, NEEDED).length === NEEDED.length;
}

function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return error.isUnclear || error.code === "idempotency_in_progress";
}
