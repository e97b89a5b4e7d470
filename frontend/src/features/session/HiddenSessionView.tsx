"use client";

import Link from "next/link";
import { useEffect, useState, type ReactNode } from "react";

import type { SessionOutput } from "@/api/types.gen";
import { Notice } from "@/components/ui/notice";
import { ErrorState } from "@/components/ui/state";
import { useAuth } from "@/context/AuthContext";
import { ApiError } from "@/lib/problem";

import { loadHidden, type Hidden } from "./hidden-session";
import { SessionSkeleton } from "./SessionSkeleton";
import { SessionView } from "./SessionView";

export default function HiddenSessionView({
  id,
  now,
  missing,
}: {
  id: string;
  now: Date;
  missing: ReactNode;
}) {
  const { user, zone } = useAuth();
  const [found, setFound] = useState<Hidden | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const reader = user?.id;

  useEffect(() => {
    if (!reader) return;
    let isLeft = false;
    loadHidden(id).then(
      (hidden) => !isLeft && setFound(hidden),
      (fault: unknown) => !isLeft && setError(fault),
    );
    return () => {
      isLeft = true;
    };
  }, [id, reader, turn]);

  const title = found?.session.title;
  useEffect(() => {
    if (title) document.title = `${title} · Sessions`;
  }, [title]);

  if (error instanceof ApiError && error.status === 404) return missing;
  if (error) {
    return (
      <div className="page py-12">
        <ErrorState
          as="h1"
          title="This session did not load"
          error={error}
          onRetry={() => {
            setError(null);
            setTurn(turn + 1);
          }}
        />
      </div>
    );
  }
  if (!found) return <SessionSkeleton />;
  return (
    <SessionView
      session={found.session}
      creator={found.creator}
      others={found.others}
      zone={zone}
      now={now}
      at={null}
      banner={<Banner session={found.session} isMine={found.session.creator === reader} />}
    />
  );
}

function Banner({ session, isMine }: { session: SessionOutput; isMine: boolean }) {
  if (session.status === "published") return null;
  if (session.status === "draft") {
    return (
      <Notice title="This is a draft." className="mb-6">
        Only you see it, as it will look to others.{" "}
        <Link className="link" href={`/creator-dashboard/sessions/${session.id}/edit`}>
          Edit and publish it
        </Link>
      </Notice>
    );
  }
  return (
    <Notice
      tone="warn"
      title={isMine ? "You cancelled this session." : "The host cancelled this session."}
      className="mb-6"
    >
      Everybody who paid gets everything back.{" "}
      <Link className="link" href={isMine ? "/creator-dashboard" : "/dashboard"}>
        {isMine ? "Your sessions" : "Your bookings"}
      </Link>
    </Notice>
  );
}
