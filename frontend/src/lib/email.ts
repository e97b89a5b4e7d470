/** Whether it looks like an address; whether mail arrives only a mail can tell. */
export function isEmail(typed: string): boolean {
  return /^\S+@\S+$/.test(typed.trim());
}

/** For forms: true for what looks like an address. */
export function emailFault(typed: string): true | string {
  return isEmail(typed) || "Enter an e-mail address.";
}
