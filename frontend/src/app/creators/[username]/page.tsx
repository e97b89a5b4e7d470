import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";

import { LoadFault } from "@/components/LoadFault";
import { CreatorPage } from "@/features/catalogue/CreatorPage";
import { creatorHref, readCreatorPage } from "@/features/catalogue/creator";
import { personName } from "@/lib/person";
import { ApiError } from "@/lib/problem";
import { viewer } from "@/lib/viewer";

type Props = PageProps<"/creators/[username]">;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const found = await readCreatorPage((await params).username, (await searchParams).cursor);
  if (found === null || found instanceof ApiError) {
    return { title: "Creator", robots: { index: false } };
  }
  const name = personName(found.creator);
  const canonical = creatorHref(found.creator.username);
  const description = `Live sessions by ${name}: what is planned, when, and how many seats are free.`;
  return {
    title: name,
    description,
    alternates: { canonical },
  };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ username }, { cursor }] = await Promise.all([params, searchParams]);
  const [found, { zone }] = await Promise.all([readCreatorPage(username, cursor), viewer()]);
  const now = new Date();
  if (found === null) notFound();
  if (found instanceof ApiError) {
    // Cut short, or of a list that is no more.
    if (found.fields.cursor) redirect(`/creators/${username}`);
    return (
      <div className="page py-6 md:py-12">
        <LoadFault as="h1" title="This creator's page did not load" error={found} at={now} />
      </div>
    );
  }
  return <CreatorPage {...found} zone={zone} now={now} />;
}
