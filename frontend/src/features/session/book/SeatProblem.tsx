"use client";

import Link from "next/link";

import { ConfirmEmailLink } from "@/components/ConfirmEmailLink";
import { Notice } from "@/components/ui/notice";
import { ApiError, wordsFor } from "@/lib/problem";

/** Why a press gave no seat, and the way on. */
export function SeatProblem({
  problem,
  isOpen,
  elsewhere,
  className,
}: {
  problem: unknown;
  /** The session has no date of its own. */
  isOpen: boolean;
  /** Where other sessions are. */
  elsewhere: string;
  className?: string;
}) {
  const { tone, title, text, isElsewhere, isUnconfirmed } = wordsOf(problem, isOpen);
  return (
    <Notice tone={tone} role="alert" title={title} className={className}>
      {text}{" "}
      {isElsewhere && (
        <Link className="link" href={elsewhere}>
          Other sessions
        </Link>
      )}
      {isUnconfirmed && <ConfirmEmailLink />}
    </Notice>
  );
}

interface Words {
  tone: "neutral" | "warn" | "danger";
  title: string;
  text: string;
  isElsewhere?: boolean;
  isUnconfirmed?: boolean;
}

function wordsOf(problem: unknown, isOpen: boolean): Words {
  const code = problem instanceof ApiError ? problem.code : "";
  switch (code) {
    case "session_full":
      return {
        tone: "danger",
        title: "Just filled.",
        text: "Someone took the last seat while you were choosing. Nothing was charged.",
        isElsewhere: true,
      };
    case "session_closed":
      return {
        tone: "danger",
        title: "It has started.",
        text: "It takes no more bookings. Nothing was charged.",
        isElsewhere: true,
      };
    case "not_found":
      return {
        tone: "danger",
        title: "No longer offered.",
        text: "The host took it back while you were here. Nothing was charged.",
        isElsewhere: true,
      };
    case "already_booked":
      return { tone: "neutral", title: "You have a seat already.", text: "It is shown above." };
    case "own_session":
      return { tone: "neutral", title: "You host this session.", text: wordsFor(problem) };
    case "email_not_verified":
      return {
        tone: "warn",
        title: "Confirm your e-mail first.",
        text: "Paid seats wait for it here. We have sent you a link and a code.",
        isUnconfirmed: true,
      };
    case "throttled":
      return { tone: "warn", title: "Too many tries.", text: "The button says when to go on." };
    case "fields":
      return isOpen
        ? { tone: "danger", title: "Choose another time.", text: wordsFor(problem) }
        : {
            tone: "danger",
            title: "The host moved this session.",
            text: "Look at its new time, then book. Nothing was charged.",
          };
    case "no_answer":
      return {
        tone: "danger",
        title: navigator.onLine ? "No answer came." : "You are offline.",
        text: "Nothing was charged. Try again when you are connected; you can't get two seats.",
      };
    default:
      return { tone: "danger", title: "That did not work.", text: wordsFor(problem) };
  }
}
