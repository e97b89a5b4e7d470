import { Cover } from "@/components/Cover";
import { cn } from "@/lib/cn";

/** Titles and ids that give four covers which look well together. */
const COVERS = [
  ["01900000-0000-7000-8000-000000000001", "Harmony for self-taught guitarists"],
  ["01900000-0000-7000-8000-000000000002", "Five tubes of paint"],
  ["01900000-0000-7000-8000-000000000003", "Photographs with a shoebox camera"],
  ["01900000-0000-7000-8000-000000000004", "Pruning fruit trees"],
] as const;

/**
 * A wall of covers beside the form; a strip of two above it where there is less room, and none
 * while the keyboard of a phone is open.
 */
export function DoorArt() {
  return (
    <div
      aria-hidden="true"
      className="grid h-37 grid-cols-2 overflow-hidden bg-sunken lg:sticky lg:top-0 lg:h-dvh lg:grid-rows-3 print:hidden max-lg:[@media(max-height:34rem)]:hidden"
    >
      {COVERS.map(([id, title], place) => (
        <Cover
          key={id}
          id={id}
          title={title}
          topic={null}
          image={null}
          className={cn(
            "aspect-auto h-full min-h-0 rounded-none after:hidden",
            place > 1 && "max-lg:hidden",
            (place === 0 || place === 3) && "lg:col-span-2",
          )}
        />
      ))}
    </div>
  );
}
