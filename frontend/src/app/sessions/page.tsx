import { permanentRedirect } from "next/navigation";

/** The list of sessions is the home page; addresses of it may be around. */
export default async function SessionsPage({ searchParams }: PageProps<"/sessions">) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const each of [value ?? []].flat()) query.append(name, each);
  }
  const text = query.toString();
  permanentRedirect(text ? `/?${text}` : "/");
}
