const PROTECTED = /^\/(dashboard|creator-dashboard|profile|checkout)(\/|$)/;

/** Pages that say nothing to strangers. */
export function isProtected(pathname: string): boolean {
  return PROTECTED.test(pathname);
}
