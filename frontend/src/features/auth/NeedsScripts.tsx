import { Notice } from "@/components/ui/notice";

/** Browsing works without JavaScript; tokens kept out of reach of other sites do not. */
export function NeedsScripts() {
  return (
    <noscript>
      <Notice tone="warn" title="Signing in needs JavaScript." className="mb-6">
        Sessions can be browsed without it.
      </Notice>
    </noscript>
  );
}
