import Link from "next/link";

const LINKS = [
  ["/help", "Help"],
  ["/cancellation-policy", "Cancellation policy"],
  ["/privacy", "Privacy"],
  ["/terms", "Terms"],
] as const;

/** Read when the page is written: the same build serves demos and others. */
function isDemo(): boolean {
  return /^(true|1|yes|on)$/i.test(process.env.DEMO ?? "");
}

export function Footer() {
  return (
    <footer className="mt-12 border-t border-line md:mt-24 print:hidden">
      <div className="page flex flex-wrap items-center gap-x-6 py-6 text-sm text-ink-3">
        <span className="basis-full md:mr-auto md:basis-auto">
          Sessions{isDemo() && " · This is a demo, and everybody may know its passwords."}
        </span>
        {LINKS.map(([href, label]) => (
          <Link
            key={href}
            href={href}
            className="tap underline-offset-4 hover:text-ink hover:underline"
          >
            {label}
          </Link>
        ))}
      </div>
    </footer>
  );
}
