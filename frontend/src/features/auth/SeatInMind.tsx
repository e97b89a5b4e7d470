import { Cover } from "@/components/Cover";
import type { SessionOutput } from "@/api/types.gen";
import { exactPrice, isFree } from "@/lib/money";
import { read } from "@/lib/server-api";
import { momentWords } from "@/lib/time";

/** The session that one is about to book. Without an answer the page does without. */
export async function SeatInMind({ id, zone, now }: { id: string; zone: string; now: Date }) {
  const session = await read<SessionOutput>(`/api/sessions/${id}/`).catch(() => null);
  if (!session) return null;
  const price = isFree(session.price) ? "free" : exactPrice(session.price, session.currency);
  const when = session.start_time ? momentWords(session.start_time, zone, now) : "any day";
  return (
    <div className="mt-6 grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-4 md:grid-cols-[7rem_minmax(0,1fr)]">
      <Cover
        id={session.id}
        title={session.title}
        topic={session.topic}
        image={session.image}
        isEager
        className="aspect-4/3"
      />
      <div>
        <p dir="auto" className="line-clamp-3 leading-tight font-ui text-ink">
          {session.title}
        </p>
        <p className="mt-1 text-sm text-ink-3">
          {when}, {price}
        </p>
      </div>
    </div>
  );
}
