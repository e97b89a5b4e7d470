import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Suggestion } from "./suggestions";
import { useSuggestions } from "./use-suggestions";

/** What was asked, and how to answer it. */
let asked: {
  q: string;
  isAborted: () => boolean;
  answer: (...titles: string[]) => Promise<void>;
}[];
let chosen: Suggestion[];

beforeEach(() => {
  vi.useFakeTimers();
  Element.prototype.scrollIntoView = () => {};
  [asked, chosen] = [[], []];
  vi.stubGlobal("fetch", (url: string, { signal }: { signal: AbortSignal }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    signal.addEventListener("abort", () => reject(signal.reason as Error));
    asked.push({
      q: new URL(url, "http://site.example").searchParams.get("q") ?? "",
      isAborted: () => signal.aborted,
      answer: async (...titles) => {
        const sessions = titles.map((title) => ({ id: title, title, start_time: null }));
        resolve(Response.json({ sessions, creators: [] }));
        await act(() => vi.advanceTimersByTimeAsync(0));
      },
    });
    return promise;
  });
  render(<Field />);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Field() {
  const suggestions = useSuggestions((option) => chosen.push(option));
  const options = suggestions.groups.flatMap((group) => group.options);
  return (
    <>
      <input
        onInput={(event) => suggestions.ask(event.currentTarget.value)}
        onKeyDown={suggestions.onKeyDown}
        onBlur={suggestions.close}
      />
      <output>{options.map(({ key }) => key).join(" ")}</output>
      <i data-testid="active">{options[suggestions.active]?.key}</i>
    </>
  );
}

const field = () => screen.getByRole("textbox");
const shown = () => screen.getByRole("status").textContent;
const active = () => screen.getByTestId("active").textContent;
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

function type(value: string) {
  fireEvent.input(field(), { target: { value } });
}

function press(...keys: string[]) {
  return keys.map((key) => !fireEvent.keyDown(field(), { key }));
}

it("asks once somebody pauses, and about what is there then", async () => {
  for (const text of ["k", "ki", "kil"]) {
    type(text);
    await pass(100);
  }
  expect(asked).toEqual([]);
  await pass(100);
  expect(asked.map(({ q }) => q)).toEqual(["kil"]);
  await asked[0]?.answer("kiln");
  expect(shown()).toBe("kiln");
});

it("never shows an older answer over a newer one, and gives up what it no longer waits for", async () => {
  type("ki");
  await pass(200);
  type("kiln");
  expect(asked[0]?.isAborted()).toBe(true);
  await pass(200);
  await asked[1]?.answer("kiln");
  await asked[0]?.answer("kite");
  expect(shown()).toBe("kiln");
});

it("keeps the last answer while the next one is on its way, but not for long", async () => {
  type("ki");
  await pass(200);
  await asked[0]?.answer("kite", "kiln");
  type("kil");
  await pass(300);
  expect(shown()).toBe("kite kiln");
  await pass(500);
  expect(shown()).toBe("");
  await asked[1]?.answer("kiln");
  expect(shown()).toBe("kiln");
  type("");
  expect(shown()).toBe("");
});

it("moves by keys around, by way of the field, and chooses", async () => {
  type("ki");
  await pass(200);
  await asked[0]?.answer("one", "two", "three");
  // Nothing is active: these keys are the field's own.
  expect(press("Home", "End", "Enter", "a")).toEqual([false, false, false, false]);
  expect(press("ArrowDown", "ArrowDown")).toEqual([true, true]);
  expect(active()).toBe("two");
  press("End");
  expect(active()).toBe("three");
  press("ArrowDown");
  expect(active()).toBe("");
  press("ArrowUp");
  expect(active()).toBe("three");
  press("Home");
  expect(active()).toBe("one");
  expect(press("Enter")).toEqual([true]);
  expect(chosen).toMatchObject([{ kind: "session", key: "one" }]);
  expect(shown()).toBe("");
});

it("closes by Escape, opens again by an arrow, and leaves keys alone that make a character", async () => {
  type("ki");
  await pass(200);
  await asked[0]?.answer("kiln");
  fireEvent.keyDown(field(), { key: "ArrowDown", isComposing: true });
  expect(active()).toBe("");
  expect(press("Escape", "Escape")).toEqual([true, false]);
  expect(shown()).toBe("");
  press("ArrowDown");
  expect(shown()).toBe("kiln");
  fireEvent.blur(field());
  expect(shown()).toBe("");
});
