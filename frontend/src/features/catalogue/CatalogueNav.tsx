"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useOptimistic,
  useTransition,
  type ReactNode,
} from "react";

import { toast } from "@/components/Toaster";

import { catalogueHref, type Filters } from "./search-params";

interface Nav {
  /** The address's, or already those it is changing to. */
  filters: Filters;
  /** Those that the list on the page is of. */
  settled: Filters;
  isPending: boolean;
  /**
   * Changes the address, without a step back for it where `isReplacing`. False when offline:
   * the browser would put its own page in place of this one.
   */
  go: (changes: Partial<Filters>, isReplacing?: boolean) => boolean;
}

const NavContext = createContext<Nav | null>(null);

export function useCatalogue(): Nav {
  const nav = useContext(NavContext);
  if (!nav) throw new Error("useCatalogue outside CatalogueNav");
  return nav;
}

/** All filters live in the address. Controls show a choice at once, before its list has come. */
export function CatalogueNav({ filters, children }: { filters: Filters; children: ReactNode }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic(filters);

  const go = useCallback<Nav["go"]>(
    (changes, isReplacing = false) => {
      if (!navigator.onLine) {
        toast("You are offline, so the list stays as it is.");
        return false;
      }
      startTransition(() => {
        setShown((before) => ({ ...before, cursor: null, ...changes }));
        const href = catalogueHref(shown, changes);
        if (isReplacing) router.replace(href, { scroll: false });
        else router.push(href, { scroll: false });
      });
      return true;
    },
    [router, shown, setShown],
  );

  const value = useMemo(
    () => ({ filters: shown, settled: filters, isPending, go }),
    [shown, filters, isPending, go],
  );
  return <NavContext.Provider value={value}>{children}</NavContext.Provider>;
}

/** Results that are about to be replaced. */
export function Results({ children }: { children: ReactNode }) {
  const { isPending } = useCatalogue();
  return (
    <div
      aria-busy={isPending}
      className="min-h-[70dvh] transition-opacity duration-180 aria-busy:opacity-60 aria-busy:delay-150 md:pt-6"
    >
      {children}
    </div>
  );
}
