/**
 * Asking once more who somebody is, before a deed that a stolen sign-in alone must not be enough
 * for. A page that has such deeds brings the dialog; elsewhere the refusal stays one.
 */

type Asker = () => Promise<boolean>;

let asker: Asker | null = null;
let asked: Promise<boolean> | null = null;

/** Whose dialog it is from now on. Returns the way to stop. */
export function setAsker(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/** True when the person has proved it, so that the deed can be repeated. One dialog at a time. */
export function proveAgain(): Promise<boolean> {
  if (!asker) return Promise.resolve(false);
  asked ??= asker().finally(() => {
    asked = null;
  });
  return asked;
}
