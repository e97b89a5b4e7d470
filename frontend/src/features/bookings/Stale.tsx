import { Notice } from "@/components/ui/notice";
import { wordsFor } from "@/lib/problem";

/** What is shown stays when it can't be brought up to date. */
export function Stale({
  query,
}: {
  query: { error: unknown; isFetching: boolean; refetch: () => unknown };
}) {
  if (!query.error) return null;
  return (
    <Notice tone="warn" role="status" title="This may be out of date." className="my-6">
      {wordsFor(query.error)}{" "}
      <button type="button" className="link" onClick={() => void query.refetch()}>
        Try again
      </button>
    </Notice>
  );
}
