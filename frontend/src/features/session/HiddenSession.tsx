"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";

import { useAuth } from "@/context/AuthContext";

import { SessionSkeleton } from "./SessionSkeleton";

const Loaded = dynamic(() => import("./HiddenSessionView"), { loading: () => <SessionSkeleton /> });

/**
 * A session that not everybody may see: a draft for its owner, a cancelled one for those who had
 * booked it. Who it is, only the browser knows.
 */
export function HiddenSession({
  id,
  now,
  missing,
}: {
  id: string;
  now: Date;
  /** For everybody else. */
  missing: ReactNode;
}) {
  const { status } = useAuth();
  if (status === "stranger") return missing;
  return <Loaded id={id} now={now} missing={missing} />;
}
