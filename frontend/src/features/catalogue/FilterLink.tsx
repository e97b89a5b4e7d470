"use client";

import Link from "next/link";
import type { ComponentProps } from "react";

import { useCatalogue } from "./CatalogueNav";
import { catalogueHref, type Filters } from "./search-params";

type Props = Omit<ComponentProps<typeof Link>, "href" | "onNavigate" | "scroll" | "prefetch"> & {
  changes: Partial<Filters>;
  /** Where on the page to go. */
  hash?: string;
  onGo?: () => void;
};

/** One filter as a link: it works before scripts do, and in a new tab. */
export function FilterLink({ changes, hash = "", onGo, ...rest }: Props) {
  const { filters, go } = useCatalogue();
  return (
    <Link
      {...rest}
      href={catalogueHref(filters, changes) + hash}
      scroll={false}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        go(changes);
        onGo?.();
      }}
    />
  );
}
