const SECTIONS = [
  ["basics", "Basics"],
  ["about", "Topic and place"],
  ["picture", "Picture"],
  ["when", "When"],
  ["price", "Price and seats"],
  ["preview", "Preview"],
] as const;

export function SectionIndex() {
  return (
    <nav
      aria-label="Parts of the session"
      className="-mx-(--gutter) flex gap-1 overflow-x-auto px-(--gutter) text-sm lg:mx-0 lg:grid lg:gap-0 lg:overflow-visible lg:px-0"
    >
      {SECTIONS.map(([id, label]) => (
        <a
          key={id}
          href={`#${id}`}
          className="tap rounded-md px-3 font-ui whitespace-nowrap text-ink-3 first:-ml-3 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 lg:-ml-3"
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
