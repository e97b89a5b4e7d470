import Link from "next/link";

import type { CreatorOutput, PersonOutput } from "@/api/types.gen";
import { Avatar } from "@/components/Avatar";
import { personName } from "@/lib/person";
import { dayOf, monthWord } from "@/lib/time";

export function HostLine({
  person,
  creator,
}: {
  person: PersonOutput;
  creator: CreatorOutput | null;
}) {
  const name = personName(person);
  return (
    <div className="mt-4 flex items-center gap-3 text-sm leading-[1.35] text-ink-3">
      <Avatar name={name} src={person.avatar} size={44} />
      <p className="min-w-0">
        {creator ? (
          <Link
            href={`/creators/${person.username}`}
            dir="auto"
            className="text-base leading-[1.35] font-ui text-ink underline-offset-[0.2em] hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span dir="auto" className="text-base leading-[1.35] font-ui text-ink">
            {name}
          </span>
        )}
        {creator && <span className="block">{sinceWords(creator)}</span>}
      </p>
    </div>
  );
}

/** "Teaches here since March 2024, 61 sessions given". */
export function sinceWords({ date_joined, sessions_given: given }: CreatorOutput): string {
  const day = dayOf(date_joined, "UTC");
  const since = `Teaches here since ${monthWord(day)} ${day.slice(0, 4)}`;
  if (given === 0) return since;
  return `${since}, ${given} ${given === 1 ? "session" : "sessions"} given`;
}
