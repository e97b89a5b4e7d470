/** Why somebody who comes back from another service is not let in, and what they can do. */

export interface Reason {
  title: string;
  text: string;
  /** To begin once more makes sense. */
  canRetry: boolean;
}

const NOTHING_HAPPENED = "Nothing was changed, and nobody was signed in.";

const REASONS: Record<string, Reason> = {
  denied: {
    title: "The sign-in was called off",
    text: `You turned back at the other service, or it did not let you in. ${NOTHING_HAPPENED}`,
    canRetry: true,
  },
  expired: {
    title: "This sign-in took too long",
    text: `It has ten minutes, works once, and only in the browser that began it. ${NOTHING_HAPPENED} Begin once more.`,
    canRetry: true,
  },
  unverified: {
    title: "The service has not checked your e-mail",
    text: `We let people in by an address only when the service has made sure that it is theirs. Confirm your e-mail there and come back, or use a password here. ${NOTHING_HAPPENED}`,
    canRetry: true,
  },
  inactive: {
    title: "This account is closed",
    text: "The account that belongs to this sign-in is not in use any more. Write to us if that is a mistake.",
    canRetry: false,
  },
  already_linked: {
    title: "This belongs to somebody else here",
    text: "Another account of ours signs in with it, so it can't be linked to yours. Sign in with it to get there; you can unlink it there.",
    canRetry: false,
  },
  provider_down: {
    title: "The other service does not answer",
    text: `That is most often over in a moment. ${NOTHING_HAPPENED}`,
    canRetry: true,
  },
  provider_fault: {
    title: "The other service answered strangely",
    text: `Its answer did not belong to what we asked, so we did not trust it. ${NOTHING_HAPPENED} Try again; if it goes on like this, use another way to sign in.`,
    canRetry: true,
  },
  throttled: {
    title: "Too many tries",
    text: "Too many sign-ins came from your network. Wait a few minutes, then begin once more.",
    canRetry: true,
  },
  no_answer: {
    title: "No answer came",
    text: "The server did not answer, or you are offline. Reload this page when you are connected.",
    canRetry: true,
  },
  left: {
    title: "You were not signed in",
    text: "The second step was left out. Begin once more when you like.",
    canRetry: true,
  },
  nothing: {
    title: "There is nothing to finish here",
    text: `This page ends a sign-in that began at another service. None is under way in this tab. ${NOTHING_HAPPENED}`,
    canRetry: true,
  },
};

const SAME: Record<string, string> = {
  // Used, too old, or another browser's: nobody shall learn which.
  link_not_valid: "expired",
  // As services themselves call it.
  access_denied: "denied",
  server_error: "no_answer",
  unavailable: "no_answer",
  not_found: "nothing",
};

export function reasonOf(code: string): Reason {
  const known = REASONS[SAME[code] ?? code];
  return (
    known ?? {
      title: "The sign-in did not work",
      text: `The other service reported a fault. ${NOTHING_HAPPENED}`,
      canRetry: true,
    }
  );
}
