"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useForm, useWatch, type UseFormReturn } from "react-hook-form";

import { useAuth } from "@/context/AuthContext";
import { ApiError, wordsFor } from "@/lib/problem";
import { forget, remember } from "@/lib/session-store";

import { KEYS, type Session } from "../queries";
import { keptName, type Kept } from "./kept";
import { faultsOf, takenFault } from "./rules";
import { isSavable, Saver, unsavedGroups, type Outcome, type SaverState } from "./saver";
import { sessionApi } from "./session-api";
import { changedGroups, fieldOfApi, type Group, type Values } from "./values";

export interface Start {
  values: Values;
  base: Session | null;
  /** What a new one began with. */
  blank: Values;
  /** Names what is kept in this tab while the session has no id. */
  name: string;
}

export interface Editor {
  form: UseFormReturn<Values>;
  values: Values;
  saved: SaverState;
  unsaved: Group[];
  /** Drafts save themselves; what is published waits for its creator's word. */
  savesItself: boolean;
  /** Something will be saved in a moment. */
  waits: boolean;
  save: (status?: "draft" | "published") => Promise<Outcome>;
  /** Saves what saves itself; tells whether nothing is unsaved then. */
  flush: () => Promise<boolean>;
  settle: (fromThem: Group[]) => void;
  saveAsNew: () => void;
  discard: (to: Values) => void;
  /** The session as the server has it now, for what runs later than it was drawn. */
  latest: () => Session | null;
}

const PAUSE_MS = 1200;
const RETRY_MS = 8000;

export function useEditor({ values: initial, base, blank, name }: Start): Editor {
  const client = useQueryClient();
  const { user, status: auth } = useAuth();
  const [saver] = useState(() => new Saver(sessionApi, base));
  const saved = useSyncExternalStore(saver.subscribe, saver.snapshot, saver.snapshot);
  const form = useForm<Values>({
    defaultValues: initial,
    mode: "onTouched",
    resolver: (typed) => resolve(typed, saver.snapshot().base),
  });
  const values = useWatch({ control: form.control }) as Values;
  const unsaved = unsavedGroups(values, saved.base, blank);
  const savesItself = saved.base === null || saved.base.status === "draft";

  const save = useCallback(
    async (status?: "draft" | "published") => {
      const isNew = saver.snapshot().base === null;
      const outcome = await saver.save(form.getValues(), status);
      const { base: now, error } = saver.snapshot();
      if (now && outcome === "saved") {
        client.setQueryData(KEYS.session(now.id), now);
        void client.invalidateQueries({ queryKey: KEYS.mine });
        // The address of what is on the page now; the page itself stays.
        if (isNew) {
          window.history.replaceState(null, "", `/creator-dashboard/sessions/${now.id}/edit`);
        }
      }
      if (outcome === "failed") await showFaults(form, saver, error);
      return outcome;
    },
    [client, form, saver],
  );

  const flush = useCallback(async () => {
    const isOut = saver.snapshot().base?.status === "published";
    if (!isOut) await save();
    return unsavedGroups(form.getValues(), saver.snapshot().base, blank).length === 0;
  }, [saver, save, form, blank]);

  useKept(values, saved.base, unsaved.length > 0, user?.id, name);
  const isRefused = saved.refused !== null && changedGroups(values, saved.refused).length === 0;
  const waits =
    savesItself && !isRefused && unsaved.length > 0 && isSavable(values, saved.base, unsaved);
  const isIdle = !saved.isSaving && !saved.conflict;
  useAutosave(waits && isIdle, values, saved.error, auth === "signed-in", save);

  return {
    form,
    values,
    saved,
    unsaved,
    savesItself,
    waits,
    save,
    flush,
    settle: (fromThem) => form.reset(saver.settle(form.getValues(), fromThem)),
    saveAsNew: () => {
      saver.detach();
      void save();
    },
    discard: (to) => form.reset(to),
    latest: () => saver.snapshot().base,
  };
}

function resolve(values: Values, base: Session | null) {
  const faults = Object.entries(faultsOf(values, base, new Date()));
  return faults.length
    ? {
        values: {},
        errors: Object.fromEntries(
          faults.map(([field, message]) => [field, { type: "rule", message }]),
        ),
      }
    : { values, errors: {} };
}

/** In this tab until the server has it. */
function useKept(
  values: Values,
  base: Session | null,
  isUnsaved: boolean,
  userId: string | undefined,
  name: string,
): void {
  useEffect(() => {
    if (!userId) return;
    const key = keptName(userId, base?.id ?? name);
    const kept: Kept = { values, base, at: new Date().toISOString() };
    if (isUnsaved) remember(key, kept);
    else forget(key);
    if (base && base.id !== name) forget(keptName(userId, name));
  }, [values, base, isUnsaved, userId, name]);
}

function useAutosave(
  isWaiting: boolean,
  values: Values,
  error: unknown,
  isSignedIn: boolean,
  save: () => Promise<Outcome>,
): void {
  const isUnclear = error instanceof ApiError && error.isUnclear;
  const wait = isUnclear ? RETRY_MS : PAUSE_MS;
  useEffect(() => {
    if (!isWaiting || !isSignedIn) return;
    const timer = setTimeout(() => void save(), wait);
    const atOnce = () => void save();
    window.addEventListener("online", atOnce);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", atOnce);
    };
    // Each change of the values begins the pause anew.
  }, [isWaiting, isSignedIn, values, wait, save]);
}

/** The server's words, under the fields they are about. */
async function showFaults(form: UseFormReturn<Values>, saver: Saver, error: unknown) {
  if (!(error instanceof ApiError)) return;
  for (const [name, [message]] of Object.entries(error.fields)) {
    const field = fieldOfApi(name);
    if (field && message) form.setError(field, { type: "server", message });
  }
  if (error.code === "session_has_bookings") {
    form.setError("kind", { type: "server", message: wordsFor(error) });
  }
  const { base } = saver.snapshot();
  if (error.code === "capacity_below_bookings" && base) {
    const fresh = await sessionApi.read(base.id).catch(() => null);
    const taken = fresh?.current_bookings ?? base.current_bookings;
    const words = takenFault(Number(form.getValues("capacity")), taken) ?? wordsFor(error);
    form.setError("capacity", { type: "server", message: words });
  }
}
