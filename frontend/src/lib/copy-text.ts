/** Puts a text on the clipboard. False when the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Absent where the page is not served securely.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
