import { ErrorState } from "@/components/ui/state";

import { KeyFigures, KeyFiguresSkeleton } from "./KeyFigures";
import { Plots, PlotsSkeleton } from "./Plots";
import type { Fills } from "./series";
import type { useFigures } from "./use-figures";

/** The key figures and the plots of a period, in each of their states. */
export function FiguresView({
  of: { figures, isOld, error, retry },
  zone,
  fills,
}: {
  of: ReturnType<typeof useFigures>;
  zone: string;
  fills?: Fills | null;
}) {
  if (error) {
    return (
      <ErrorState
        as="h3"
        className="mt-4"
        title="Your figures did not load"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!figures) {
    return (
      <>
        <KeyFiguresSkeleton />
        <PlotsSkeleton />
      </>
    );
  }
  return (
    <div
      aria-busy={isOld || undefined}
      className={isOld ? "opacity-60 transition-opacity duration-180" : undefined}
    >
      <KeyFigures {...figures} />
      <Plots figures={{ ...figures, zone }} fills={fills} />
    </div>
  );
}
