"use client";

import { CalendarDays, LayoutGrid } from "lucide-react";

import { Segments } from "@/components/ui/segments";

import { useCatalogue } from "./CatalogueNav";
import { Segment } from "./Segment";

export function ViewSwitch({ className, onGo }: { className?: string; onGo?: () => void }) {
  const { filters } = useCatalogue();
  return (
    <Segments label="View" className={className}>
      <Segment
        changes={{ view: "grid", month: null }}
        isCurrent={filters.view === "grid"}
        aria-label="Grid"
        onGo={onGo}
      >
        <LayoutGrid size={18} strokeWidth={1.6} aria-hidden="true" />
      </Segment>
      <Segment
        changes={{ view: "calendar" }}
        isCurrent={filters.view === "calendar"}
        aria-label="Calendar"
        onGo={onGo}
      >
        <CalendarDays size={18} strokeWidth={1.6} aria-hidden="true" />
      </Segment>
    </Segments>
  );
}
