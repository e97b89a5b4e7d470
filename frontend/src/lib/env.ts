/**
 * Where the browser finds the API: a path of this origin, unless the document's variable names
 * another one. Written into the bundle at build time.
 */
const publicUrl = process.env.NEXT_PUBLIC_API_URL || "/api";

/** What stands before the paths of the generated client, which begin with /api/. */
export const API_ORIGIN = publicUrl.replace(/\/+$/, "").replace(/\/api$/, "");
