/** Faults of the API as one kind of error, and the words for each of them. */

interface ProblemBody {
  detail?: string;
  code?: string;
  [extra: string]: unknown;
}

export type FieldErrors = Record<string, string[]>;

export class ApiError extends Error {
  constructor(
    /** The HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Stable; what code branches on. `fields` when single fields are wrong. */
    readonly code: string,
    message: string,
    readonly fields: FieldErrors = {},
    readonly extra: Record<string, unknown> = {},
    /** Seconds until another try makes sense. */
    readonly retryAfter: number | null = null,
    readonly requestId: string | null = null,
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** Nothing is known about what happened: the request may have been carried out. */
  get isUnclear(): boolean {
    return this.status < 400 || this.status >= 500;
  }
}

interface Answer {
  status: number;
  body: unknown;
  header: (name: string) => string | null | undefined;
}

export function problemOf({ status, body, header }: Answer): ApiError {
  const requestId = header("x-request-id") ?? null;
  const seconds = Number(header("retry-after"));
  const retryAfter = seconds > 0 ? seconds : null;
  if (isProblem(body)) {
    const { detail, code, ...extra } = body;
    return new ApiError(status, code, detail, {}, extra, retryAfter, requestId);
  }
  if (status === 400 && isFieldErrors(body)) {
    const first = Object.values(body)[0]?.[0] ?? WORDS.fields;
    return new ApiError(status, "fields", first, body, {}, null, requestId);
  }
  // A proxy's page, or garbage: its own words are not for people.
  const code = status >= 500 ? "server_error" : "unreadable";
  return new ApiError(status, code, WORDS.server_error, {}, {}, retryAfter, requestId);
}

export function noAnswer(): ApiError {
  return new ApiError(0, "no_answer", WORDS.no_answer);
}

function isProblem(body: unknown): body is { detail: string; code: string } {
  const known = body as ProblemBody | null;
  return typeof known?.detail === "string" && typeof known.code === "string";
}

function isFieldErrors(body: unknown): body is FieldErrors {
  return (
    typeof body === "object" &&
    body !== null &&
    Object.values(body).every((each) => Array.isArray(each) && typeof each[0] === "string")
  );
}

const WORDS = {
  fields: "Some fields need another look.",
  no_answer: "The server did not answer. Check your connection and try again.",
  server_error: "Something went wrong on our side. Nothing you typed is lost; try again.",
  unavailable: "The server is busy. Try again in a moment.",
  creator_required: "Only creators can do this. Become one in your profile first.",
  own_session: "This is your own session, so you have a place in it already.",
  already_booked: "You have a booking for this session already.",
  session_closed: "This session has started, so it takes no more bookings.",
  session_full: "It just filled: someone took the last seat. Nothing was charged.",
  payment_declined: "Nothing was charged and your seat is still held. Try another card.",
  hold_expired: "Your hold ended and the seat went to someone else. Nothing was charged.",
  invalid_transition: "This was changed meanwhile. Look at it as it is now.",
  stale: "Someone saved this session after you opened it.",
  capacity_below_bookings: "More people are booked than that. Seats cannot go below them.",
  session_has_bookings: "People are booked, so it cannot change between dated and open.",
  idempotency_in_progress: "Your first try is still under way. Give it a moment.",
  idempotency_mismatch: "This was sent before with other details. Reload and try again.",
  provider_unavailable: "The payment service does not answer. Nothing was charged; try again.",
  invalid_credentials: "This e-mail or username and this password do not belong together.",
  token_not_valid: "You were signed out. Sign in again; what you typed stays here.",
  not_authenticated: "Sign in to do this.",
  origin_not_allowed: "This page was opened at an address that the server does not know.",
  throttled: "Too many tries. Wait a little, then try again.",
  not_found: "This is not here, or not yours to see.",
  permission_denied: "You may not do this.",
  too_large: "This is too much text for one request.",
} as const;

/** Our own sentence for a fault, else the server's. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof ApiError)) return WORDS.server_error;
  if (error.code === "throttled" && error.retryAfter) {
    return `Too many tries. Try again in ${waitWords(error.retryAfter)}.`;
  }
  return (WORDS as Record<string, string>)[error.code] ?? error.message;
}

/** What did not happen, where that is known. */
export function outcomeWords(error: unknown, unchanged: string): string {
  const isKnown = error instanceof ApiError && !error.isUnclear;
  return isKnown ? unchanged : "We can't tell whether this was done.";
}

export function waitWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/** On a button that counts down: "Try again in 30 s", "Try again in 4:07". */
export function retryWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const clock = minutes ? `${minutes}:${String(rest).padStart(2, "0")}` : `${seconds} s`;
  return `Try again in ${clock}`;
}

/** For tests: every code that has words. */
export const KNOWN_CODES: string[] = Object.keys(WORDS);
