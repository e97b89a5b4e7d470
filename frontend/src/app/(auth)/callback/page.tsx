import type { Metadata } from "next";
import Link from "next/link";

import { buttonClasses } from "@/components/ui/button";

export const metadata: Metadata = { title: "Sign-in not finished", robots: { index: false } };

/** No provider is set up, so whatever comes here can't be the answer to a question of ours. */
export default async function CallbackPage({ searchParams }: PageProps<"/callback">) {
  const { title, text } = explain(await searchParams);
  return (
    <>
      <h1 className="text-[2.25rem] leading-[1.1] tracking-[-0.036em]">{title}</h1>
      <p className="mt-4 text-lg leading-normal">{text}</p>
      <p className="mt-3">Nothing was changed, and nobody was signed in.</p>
      <Link href="/login" className={buttonClasses({ variant: "primary" }) + " mt-8"}>
        Sign in with your password
      </Link>
    </>
  );
}

function explain(query: Record<string, string | string[] | undefined>) {
  if (query.error !== undefined) {
    return {
      title: "The sign-in was called off",
      text: "The other site did not let you in, or you turned back there.",
    };
  }
  if (query.code !== undefined || query.state !== undefined) {
    return {
      title: "This sign-in did not begin here",
      text: "The link belongs to no sign-in that this browser began. It may be an old one.",
    };
  }
  return {
    title: "There is nothing to sign in to here",
    text: "Signing in through another site is not set up. An e-mail and a password are all it takes.",
  };
}
