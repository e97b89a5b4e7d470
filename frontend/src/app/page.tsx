import type { Metadata } from "next";

import { Catalogue } from "@/features/catalogue/Catalogue";
import { catalogueMetadata } from "@/features/catalogue/metadata";
import { parseFilters } from "@/features/catalogue/search-params";

type Props = PageProps<"/">;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return catalogueMetadata(parseFilters(await searchParams));
}

export default async function CataloguePage({ searchParams }: Props) {
  return <Catalogue filters={parseFilters(await searchParams)} />;
}
