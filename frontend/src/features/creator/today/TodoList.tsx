"use client";

import Link from "next/link";

import { Button, buttonClasses } from "@/components/ui/button";

import { useCopyLink } from "../sessions/use-copy-link";
import type { Todo } from "./todo";

/** What waits for the creator. Nothing is shown when nothing does. */
export function TodoList({ todos }: { todos: Todo[] }) {
  const copyLink = useCopyLink();
  if (todos.length === 0) return null;
  return (
    <section aria-labelledby="todo" className="mt-12">
      <h2 id="todo" className="text-xl">
        To do
      </h2>
      <ul className="mt-4 border-t border-line">
        {todos.map(({ kind, session, words }) => (
          <li
            key={`${kind}-${session.id}`}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div className="min-w-0 flex-[1_1_16rem]">
              <p dir="auto" className="font-ui text-ink">
                {session.title}
              </p>
              <p className="mt-0.5 text-sm text-ink-3">
                {kind === "draft" && <span className="text-ink-2">Draft. </span>}
                {words}
              </p>
            </div>
            {kind === "draft" ? (
              <Link
                href={`/creator-dashboard/sessions/${session.id}/edit`}
                aria-label={`Finish ${session.title}`}
                className={buttonClasses({ size: "sm" })}
              >
                Finish
              </Link>
            ) : (
              <Button size="sm" onClick={() => copyLink(session.id)}>
                Copy its link
                <span className="sr-only">: {session.title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
