"use client";

import { ListFilter, X } from "lucide-react";
import { useRef, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";

import { useCatalogue } from "./CatalogueNav";
import { QuickDates, RangeFields } from "./Dates";
import type { Facts } from "./facts";
import { FACET_ORDER, FACETS, optionsOf } from "./facets";
import { FilterLink } from "./FilterLink";
import { PRICES, priceLabel } from "./filter-words";
import { HiddenFilters } from "./HiddenFilters";
import { FacetBoxes, InUse } from "./Options";
import { activeFilters, NO_FILTERS, parseForm } from "./search-params";
import { toggleClasses } from "./toggle-classes";
import { useArrived } from "./use-arrived";
import { useFacets } from "./use-facets";
import { useIsOpen } from "./use-is-open";
import { ViewSwitch } from "./ViewSwitch";

const ID = "filters";
/** Opened by the browser itself where it knows how, so that it opens before scripts do. */
const OPENS = { command: "show-modal", commandfor: ID };

export function FilterSheetButton() {
  const { filters } = useCatalogue();
  const count = activeFilters(filters).filter((each) => each !== "q").length;
  return (
    <button
      {...OPENS}
      type="button"
      aria-haspopup="dialog"
      className={cn(toggleClasses(count > 0), "md:hidden")}
      onClick={() => {
        if ("command" in HTMLButtonElement.prototype) return;
        (document.getElementById(ID) as HTMLDialogElement | null)?.showModal();
      }}
    >
      <ListFilter size={18} strokeWidth={1.6} aria-hidden="true" />
      Filters
      <InUse count={count} />
    </button>
  );
}

/**
 * The filters of a phone, on a sheet. It stands behind the results in the document: a browser
 * draws what it has read so far, and the first cards are worth more than what is closed.
 */
export function FilterSheet({
  facts,
  today,
  zone,
  languages,
}: {
  facts: Facts | Promise<Facts>;
  today: string;
  zone: string;
  languages: readonly string[];
}) {
  const { filters, go } = useCatalogue();
  const currency = useArrived(facts)?.currency ?? "USD";
  const sheet = useRef<HTMLDialogElement>(null);
  const found = useFacets(useIsOpen(sheet), zone);
  const close = () => sheet.current?.close();

  const apply = (event: SubmitEvent<HTMLFormElement>) => {
    // The button with the cross closes the sheet, and that is all.
    if (event.nativeEvent.submitter?.getAttribute("formmethod") === "dialog") return;
    event.preventDefault();
    const form = parseForm(new FormData(event.currentTarget));
    const { from, to, maxPrice, hasSeats, topic, level, language, format } = form;
    go({ from, to, maxPrice, hasSeats, topic, level, language, format });
    close();
  };

  return (
    // A press beside the sheet closes it; with keys it is Escape.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={sheet}
      id={ID}
      aria-labelledby="filters-title"
      className="fixed inset-x-0 top-auto bottom-0 m-0 h-[92dvh] max-h-none w-full max-w-none rounded-t-lg bg-surface text-ink-2 shadow-high backdrop:bg-scrim open:animate-rise"
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <form action="/" className="flex h-full flex-col" onSubmit={apply}>
        <HiddenFilters without={["day", "from", "to", "max_price", "has_seats", ...FACETS]} />
        <div className="flex items-center justify-between border-b border-line py-2 pr-2 pl-5">
          <h2 id="filters-title" className="text-lg">
            Filters
          </h2>
          <button
            type="submit"
            formMethod="dialog"
            formNoValidate
            aria-label="Close"
            className="grid size-11 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X size={20} strokeWidth={1.6} aria-hidden="true" />
          </button>
        </div>
        <div className="grid flex-1 content-start gap-7 overflow-y-auto overscroll-contain px-5 py-6">
          <fieldset className="grid gap-4">
            <legend className="mb-3 font-head text-ink">Dates</legend>
            <QuickDates today={today} onGo={close} />
            <div className="grid grid-cols-2 gap-3">
              <RangeFields today={today} from={filters.from} to={filters.to} />
            </div>
          </fieldset>
          {FACET_ORDER.map((facet) => (
            <FacetBoxes
              key={`${facet} ${filters[facet].join()}`}
              facet={facet}
              options={optionsOf(facet, found, filters[facet], languages)}
              chosen={filters[facet]}
            />
          ))}
          <Choices
            key={`price ${filters.maxPrice}`}
            legend="Price"
            name="max_price"
            chosen={filters.maxPrice ?? ""}
            choices={PRICES.map((price) => [price ?? "", priceLabel(price, currency)])}
          />
          <Choices
            key={`seats ${filters.hasSeats}`}
            legend="Seats"
            name="has_seats"
            chosen={filters.hasSeats ? "" : "false"}
            choices={[
              ["", "With open seats"],
              ["false", "Full ones too"],
            ]}
          />
          <div>
            <h3 className="mb-3 font-head text-ink">View</h3>
            <ViewSwitch onGo={close} />
          </div>
        </div>
        <div className="flex items-center gap-3 border-t border-line px-5 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))]">
          <FilterLink
            changes={{ ...NO_FILTERS, view: filters.view, sort: filters.sort }}
            onGo={close}
            className="tap px-2 font-ui text-ink-2"
          >
            Clear all
          </FilterLink>
          <Button type="submit" variant="primary" className="flex-1">
            Show sessions
          </Button>
        </div>
      </form>
    </dialog>
  );
}

function Choices({
  legend,
  name,
  chosen,
  choices,
}: {
  legend: string;
  name: string;
  chosen: string;
  choices: [value: string, label: string][];
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-head text-ink">{legend}</legend>
      {choices.map(([value, label]) => (
        <label key={value} className="flex min-h-11 cursor-pointer items-center gap-3 text-ink">
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === chosen}
            className="size-4.5 shrink-0 appearance-none rounded-full border-[1.5px] border-control checked:border-6 checked:border-accent checked:bg-on-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
