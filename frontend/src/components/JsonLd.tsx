import { headers } from "next/headers";

/** What search engines read of a page, in the words of schema.org. */
export async function JsonLd({ data }: { data: Record<string, unknown> }) {
  const json = JSON.stringify({ "@context": "https://schema.org", ...data });
  return (
    <script
      type="application/ld+json"
      // It does not run, but a script without the answer's nonce would be one too many.
      nonce={(await headers()).get("x-nonce") ?? undefined}
      // Browsers hide nonces from the page.
      suppressHydrationWarning
      // A title must not be able to end the script.
      dangerouslySetInnerHTML={{ __html: json.replaceAll("<", "\\u003c") }}
    />
  );
}
