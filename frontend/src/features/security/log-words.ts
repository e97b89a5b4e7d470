/** What happened to an account, in a line. `isGrave`: worth a second look. */
export interface LogWords {
  text: string;
  isGrave?: boolean;
}

const WORDS: Record<string, LogWords> = {
  signed_in: { text: "Signed in" },
  new_device: { text: "Signed in from a new program or place" },
  device_ended: { text: "A device was signed out" },
  devices_ended: { text: "All other devices were signed out" },
  token_reused: { text: "A sign-in was used in two places, so we ended it", isGrave: true },
  password_changed: { text: "The password was changed" },
  password_set: { text: "A first password was set" },
  password_reset: { text: "The password was set anew by a mail’s link" },
  email_verified: { text: "The e-mail was confirmed" },
  email_change_asked: { text: "A change of the e-mail was asked for" },
  email_change_stopped: { text: "The change of the e-mail was stopped" },
  email_changed: { text: "The e-mail was changed" },
  social_linked: { text: "Another service was linked" },
  social_unlinked: { text: "Another service was unlinked" },
  totp_added: { text: "An authenticator app was set up" },
  totp_removed: { text: "The authenticator app was removed" },
  passkey_added: { text: "A passkey was added" },
  passkey_removed: { text: "A passkey was removed" },
  passkey_copied: { text: "A passkey answered like a copy of itself", isGrave: true },
  recovery_codes_made: { text: "New recovery codes were made" },
  recovery_code_used: { text: "A recovery code was used" },
  second_factor_failed: { text: "A wrong second step after the right password", isGrave: true },
  second_factor_taken: { text: "The second step was taken away by our staff", isGrave: true },
};

/** Kinds that are younger than this page still say something. */
export function logWords(kind: string): LogWords {
  const name = kind.replaceAll("_", " ");
  return WORDS[kind] ?? { text: name.charAt(0).toUpperCase() + name.slice(1) };
}
