"use client";

import { ExternalLink } from "lucide-react";

import { buttonClasses } from "@/components/ui/button";

import type { Session } from "../queries";
import { SectionFrame } from "./SectionFrame";

export function PreviewSection({
  base,
  hasUnsaved,
}: {
  base: Session | null;
  hasUnsaved: boolean;
}) {
  return (
    <SectionFrame
      id="preview"
      title="Preview"
      words={
        base?.status === "published"
          ? "Its page as people see it now."
          : "Its page as people will see it. Until you publish it, only you can."
      }
    >
      {base ? (
        <div className="flex flex-wrap items-center gap-3">
          <a
            href={`/sessions/${base.id}`}
            target="_blank"
            rel="noopener"
            className={buttonClasses()}
          >
            {base.status === "published" ? "Open its page" : "Open the preview"}
            <ExternalLink size={16} strokeWidth={1.6} aria-hidden="true" />
            <span className="sr-only">in a new tab</span>
          </a>
          {hasUnsaved && <span className="text-sm text-ink-3">It shows what was saved last.</span>}
        </div>
      ) : (
        <p className="text-sm">
          There is a preview once it has a title, a description and a price.
        </p>
      )}
    </SectionFrame>
  );
}
