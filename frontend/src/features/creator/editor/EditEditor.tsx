"use client";

import Link from "next/link";
import { useState } from "react";

import { buttonClasses } from "@/components/ui/button";
import { EmptyState, ErrorState } from "@/components/ui/state";
import { useAuth, type User } from "@/context/AuthContext";

import { WorkHead } from "../desk/WorkHead";
import { useSession, type Session } from "../queries";
import { Editor } from "./Editor";
import { EditorSkeleton } from "./EditorSkeleton";
import { NotYours } from "./NotYours";
import { keptName, recallKept } from "./kept";
import { valuesOf } from "./values";

export function EditEditor({ id, now }: { id: string; now: Date }) {
  const { user } = useAuth();
  const query = useSession(id);
  // What is being edited stays, whatever becomes of the query below it.
  const [first, setFirst] = useState<Session | null>(null);
  if (query.data && !first) setFirst(query.data);

  if (!first || !user) {
    return query.isError ? (
      <ErrorState
        as="h1"
        className="mt-8 lg:mt-12"
        title="The session did not load"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <EditorSkeleton title="Edit session" />
    );
  }
  if (first.creator !== user.id) return <NotYours />;
  if (first.status === "cancelled") return <Cancelled session={first} />;
  return <Existing key={id} session={first} user={user} now={now} />;
}

function Existing({ session, user, now }: { session: Session; user: User; now: Date }) {
  const [kept] = useState(() => recallKept(keptName(user.id, session.id)));
  const [start] = useState(() => ({
    values: kept?.values ?? valuesOf(session),
    base: kept?.base ?? session,
    blank: valuesOf(session),
    name: session.id,
  }));
  return <Editor start={start} title="Edit session" wasKept={kept !== null} now={now} />;
}

function Cancelled({ session }: { session: Session }) {
  return (
    <>
      <WorkHead title={session.title}>
        <p>Cancelled</p>
      </WorkHead>
      <EmptyState
        className="mt-6"
        title="A cancelled session stays as it is"
        acts={
          <>
            <Link
              href={`/creator-dashboard/sessions/new?from=${session.id}`}
              className={buttonClasses({ variant: "primary" })}
            >
              Duplicate it
            </Link>
            <Link
              href={`/creator-dashboard/sessions/${session.id}/roster`}
              className={buttonClasses()}
            >
              See who was booked
            </Link>
          </>
        }
      >
        Everybody was told and refunded. To hold it after all, begin a new one with its words.
      </EmptyState>
    </>
  );
}
