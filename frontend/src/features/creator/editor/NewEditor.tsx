"use client";

import { useState } from "react";

import { ErrorState } from "@/components/ui/state";
import { useAuth, type User } from "@/context/AuthContext";

import { useSession, type Session } from "../queries";
import { Editor } from "./Editor";
import { EditorSkeleton } from "./EditorSkeleton";
import { NotYours } from "./NotYours";
import { keptName, recallKept } from "./kept";
import { blankValues, duplicateOf, type Values } from "./values";

/** A new session; with `from` it begins as that one, without its day. */
export function NewEditor({ from, now }: { from: string | null; now: Date }) {
  const { user } = useAuth();
  if (!user) return <EditorSkeleton title={from ? "Duplicate a session" : "New session"} />;
  if (from) return <Duplicate key={from} id={from} user={user} now={now} />;
  return (
    <Fresh
      user={user}
      name="new"
      title="New session"
      blank={blankValues(user.time_zone)}
      now={now}
    />
  );
}

function Duplicate({ id, user, now }: { id: string; user: User; now: Date }) {
  const query = useSession(id);
  const [first, setFirst] = useState<Session | null>(null);
  if (query.data && !first) setFirst(query.data);
  if (first && first.creator !== user.id) return <NotYours />;
  if (first) {
    return (
      <Fresh
        user={user}
        name={`copy-${id}`}
        title="Duplicate a session"
        blank={duplicateOf(first)}
        now={now}
      />
    );
  }
  if (query.isError) {
    return (
      <ErrorState
        as="h1"
        className="mt-8 lg:mt-12"
        title="The session to copy did not load"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return <EditorSkeleton title="Duplicate a session" />;
}

function Fresh({
  user,
  name,
  title,
  blank,
  now,
}: {
  user: User;
  name: string;
  title: string;
  blank: Values;
  now: Date;
}) {
  const [kept] = useState(() => recallKept(keptName(user.id, name)));
  const [start] = useState({ values: kept?.values ?? blank, base: null, blank, name });
  return <Editor start={start} title={title} wasKept={kept !== null} now={now} />;
}
