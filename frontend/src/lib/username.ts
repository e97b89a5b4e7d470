/** For forms: true for a username that the server takes, as far as its letters go. */
export function usernameFault(typed: string): true | string {
  const name = typed.trim();
  if (!name) return "Choose a username.";
  // What only looks like other letters is made the same by the server as well.
  return (
    /^[\p{L}\p{N}_.+-]+$/u.test(name.normalize("NFKC")) ||
    "Use letters, digits and the characters . + - _ only."
  );
}
