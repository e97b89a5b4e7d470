export function isAddress(typed: string): boolean {
  return /^\S+@\S+$/.test(typed.trim());
}
