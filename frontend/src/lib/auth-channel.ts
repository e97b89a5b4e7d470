/**
 * How tabs tell each other about the sign-in, and take turns at changing it.
 *
 * `signed-out`: the person left. `expired`: the server ended the sign-in. `changed`: the account
 * has another name, zone or role.
 */

export type AuthEvent = "signed-in" | "signed-out" | "expired" | "changed";
export type AuthMessage = { kind: AuthEvent } | { kind: "access"; token: string };

const listeners = new Set<(event: AuthEvent) => void>();
let channel: BroadcastChannel | null = null;
let keeper: (message: AuthMessage) => void = () => {};

/** Called with what happened in another tab, or was found out in this one. Returns the way to stop. */
export function onAuthChange(listener: (event: AuthEvent) => void): () => void {
  listeners.add(listener);
  open();
  return () => listeners.delete(listener);
}

/** Who keeps the token hears all from other tabs, and first. */
export function setKeeper(hear: (message: AuthMessage) => void): void {
  keeper = hear;
}

export function open(): BroadcastChannel | null {
  if (!channel && typeof BroadcastChannel !== "undefined") {
    channel = new BroadcastChannel("auth");
    channel.onmessage = ({ data }: MessageEvent<AuthMessage>) => {
      keeper(data);
      if (data.kind !== "access") notify(data.kind);
    };
  }
  return channel;
}

export function tellTabs(message: AuthMessage): void {
  open()?.postMessage(message);
}

/** The same event for the listeners of this tab. */
export function notify(event: AuthEvent): void {
  listeners.forEach((listener) => listener(event));
}

/**
 * One at a time in the whole browser: a sign-in or sign-out during a refresh would leave the
 * cookies of the one with the token of the other.
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // Locks want a secure context; without them the server's grace for spent tokens must do.
  return "locks" in navigator ? navigator.locks.request("auth", work) : work();
}
