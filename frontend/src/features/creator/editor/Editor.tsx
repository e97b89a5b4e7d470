"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";

import { toast } from "@/components/Toaster";
import { Notice } from "@/components/ui/notice";
import { useAuth } from "@/context/AuthContext";
import { useNow } from "@/lib/use-now";

import { WorkHead } from "../desk/WorkHead";
import { useCurrency } from "../use-currency";
import { spelled } from "../words";
import { About } from "./About";
import { Basics } from "./Basics";
import { whatIsMissing } from "./checklist";
import { ConflictDialog } from "./ConflictDialog";
import { ConsequencesDialog } from "./ConsequencesDialog";
import { consequencesOf, type Consequences } from "./consequences";
import { LeaveDialog } from "./LeaveDialog";
import { MainButton, Panel, type Acts } from "./Panel";
import { Picture } from "./Picture";
import { PreviewSection } from "./PreviewSection";
import { PriceAndSeats } from "./PriceAndSeats";
import { saveWords } from "./SaveLine";
import { SectionIndex } from "./SectionIndex";
import { useEditor, type Editor as EditorState, type Start } from "./use-editor";
import { useLeaveGuard } from "./use-leave-guard";
import type { Conflict } from "./saver";
import { valuesOf } from "./values";
import { When } from "./When";

/** Writes a session: a draft saves itself, a published one when its creator says so. */
export function Editor({
  start,
  title,
  wasKept,
  now: initial,
}: {
  start: Start;
  title: string;
  /** Begins with what was typed before and not saved. */
  wasKept: boolean;
  now: Date;
}) {
  const now = useNow(initial);
  const { zone } = useAuth();
  const editor = useEditor(start);
  const { form, values, saved, unsaved, savesItself } = editor;
  const currency = useCurrency();
  const { acts, dialogs } = useActs(editor, now);
  const guard = useLeaveGuard(unsaved.length > 0, editor.flush);
  const parts = { form, values, base: saved.base };

  return (
    <>
      <WorkHead title={title}>
        <p>
          {savesItself
            ? "Nobody sees it before you publish it."
            : `People can see it. ${spelled(saved.base?.current_bookings ?? 0, "seat is", "seats are")} taken.`}
        </p>
      </WorkHead>
      {wasKept && <Restored editor={editor} start={start} />}
      <div className="mt-6 grid gap-x-12 lg:grid-cols-[minmax(0,1fr)_15rem]">
        <aside className="contents lg:sticky lg:top-24 lg:col-start-2 lg:row-start-1 lg:grid lg:content-start lg:gap-6 lg:self-start">
          <SectionIndex />
          <div className="max-lg:order-3">
            <Panel editor={editor} acts={acts} zone={zone} now={now} />
          </div>
        </aside>
        <form
          noValidate
          aria-label={title}
          className="min-w-0 max-lg:order-2 max-lg:mt-6 lg:col-start-1 lg:row-start-1 lg:-mt-8"
          onSubmit={(event) => event.preventDefault()}
        >
          <Basics form={form} values={values} />
          <About form={form} values={values} />
          <Picture form={form} values={values} sessionId={saved.base?.id ?? start.name} />
          <When {...parts} viewerZone={zone} now={now} />
          <PriceAndSeats {...parts} currency={saved.base?.currency ?? currency} />
          <PreviewSection base={saved.base} hasUnsaved={unsaved.length > 0} />
        </form>
      </div>
      <Bar>
        <span className="mr-auto line-clamp-2 min-w-0 text-xs leading-snug text-ink-3">
          {saveWords(editor, zone)}
        </span>
        <MainButton editor={editor} acts={acts} />
      </Bar>
      {dialogs}
      {guard.isAsking && (
        <LeaveDialog words={saveWords(editor, zone)} onStay={guard.stay} onLeave={guard.leave} />
      )}
    </>
  );
}

/** On a phone the act stays within reach, in place of the bar of the site. */
function Bar({ children }: { children: ReactNode }) {
  return (
    <>
      <div className="h-20 lg:hidden" />
      <div
        data-bottom-bar
        className="fixed inset-x-0 bottom-0 z-31 flex items-center gap-2 border-t border-line bg-surface px-(--gutter) pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] [--gutter:clamp(1.25rem,4vw,2.5rem)] lg:hidden print:hidden"
      >
        {children}
      </div>
    </>
  );
}

function Restored({ editor, start }: { editor: EditorState; start: Start }) {
  const [isShown, setIsShown] = useState(true);
  if (!isShown) return null;
  const back = () => {
    editor.discard(start.base ? valuesOf(start.base) : start.blank);
    setIsShown(false);
  };
  return (
    <Notice title="Here is what you typed before." className="mt-6">
      It had not been saved.{" "}
      <button type="button" className="link" onClick={back}>
        {start.base ? "Go back to what is saved" : "Begin anew"}
      </button>
    </Notice>
  );
}

function useActs(editor: EditorState, now: Date): { acts: Acts; dialogs: ReactNode } {
  const { form, saved, save } = editor;
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [isExplained, setIsExplained] = useState(false);
  const [asked, setAsked] = useState<Consequences | null>(null);
  const [putOff, setPutOff] = useState<Conflict | null>(null);

  const run = async (status?: "published") => {
    setIsBusy(true);
    const outcome = await save(status);
    setIsBusy(false);
    setAsked(null);
    return outcome;
  };
  const publish = async () => {
    const isSound = await form.trigger();
    const [missing] = whatIsMissing(form.getValues(), saved.base, now);
    setIsExplained(true);
    if (missing || !isSound) {
      if (missing) form.setFocus(missing.field);
      return;
    }
    const outcome = await run("published");
    if (outcome !== "saved") return;
    setIsExplained(false);
    toast("Published. People can book it now.", {
      label: "See it",
      run: () => router.push(`/sessions/${editor.latest()?.id}`),
    });
  };
  const write = async () => {
    if ((await run()) === "saved") toast("Saved.");
  };
  const commit = async () => {
    if (editor.unsaved.length === 0) return toast("There is nothing to save.");
    if (!(await form.trigger(undefined, { shouldFocus: true })) || !saved.base) return;
    const found = consequencesOf(saved.base, form.getValues());
    if (found.list.length > 0) setAsked(found);
    else await write();
  };

  return {
    acts: {
      isBusy,
      isExplained,
      publish: () => void publish(),
      commit: () => void commit(),
      discard: () => saved.base && editor.discard(valuesOf(saved.base)),
      compare: () => setPutOff(null),
    },
    dialogs: (
      <>
        {asked && (
          <ConsequencesDialog
            consequences={asked}
            isBusy={isBusy}
            onSave={() => void write()}
            onClose={() => setAsked(null)}
          />
        )}
        {saved.conflict && saved.conflict !== putOff && (
          <ConflictDialog
            conflict={saved.conflict}
            onSettle={editor.settle}
            onClose={() => setPutOff(saved.conflict)}
          />
        )}
      </>
    ),
  };
}
