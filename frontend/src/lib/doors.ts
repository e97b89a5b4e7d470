type Door = "/login" | "/register" | "/forgot-password" | "/verify-email";

/** The path of a door that leads on to where one was. */
export function doorTo(door: Door, next: string, role?: string): string {
  const query = new URLSearchParams();
  if (role === "CREATOR") query.set("role", role);
  if (next !== "/") query.set("next", next);
  return query.size ? `${door}?${query}` : door;
}
