const SESSION = /^\/sessions\/([0-9a-f-]{36})(?=[/?#]|$)/i;

/** The session that somebody was about to book when they were asked to sign in. */
export function sessionIn(next: string): string | null {
  return SESSION.exec(next)?.[1]?.toLowerCase() ?? null;
}

/** What signing in is good for, in the words of the page that one came from. */
export function signInTitle(next: string): string {
  if (sessionIn(next)) return "Sign in to book your seat";
  if (/^\/checkout(\/|$)/.test(next)) return "Sign in to finish booking";
  if (/^\/dashboard(\/|\?|$)/.test(next)) return "Sign in to see your bookings";
  if (/^\/creator-dashboard(\/|\?|$)/.test(next)) return "Sign in to teach";
  if (/^\/profile(\/|\?|#|$)/.test(next)) return "Sign in to see your profile";
  return "Sign in";
}
