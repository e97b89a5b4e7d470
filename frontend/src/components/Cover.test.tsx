import { act, cleanup, fireEvent, render, waitFor } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";

import { coverUri } from "@/lib/art/cover";

import { Cover } from "./Cover";

const session = {
  id: "01a21033-d6a5-76fa-b3ad-9df26e87eac5",
  title: "Raku <afternoon> & yard",
  topic: null,
};
const artwork = coverUri(session.id, session.title);

const sources = (root: ParentNode) =>
  Array.from(root.querySelectorAll<HTMLElement>("img, [style]"), (element) =>
    element instanceof HTMLImageElement
      ? element.getAttribute("src")
      : element.style.backgroundImage.replace(/^url\("(.*)"\)$/, "$1"),
  );

/** What a browser gets to read. */
function written(cover: React.ReactNode): HTMLElement {
  vi.stubGlobal("window", undefined);
  const text = renderToString(cover);
  vi.unstubAllGlobals();
  const page = document.createElement("div");
  page.innerHTML = text;
  return page;
}

afterEach(cleanup);

describe("Cover", () => {
  it("draws the artwork where a session has no picture", async () => {
    const { container } = render(<Cover {...session} image={null} />);
    await waitFor(() => expect(sources(container)).toEqual([artwork]));
  });

  it("draws what its topic is about, and what it is about from now on", async () => {
    const { container, rerender } = render(<Cover {...session} topic="music" image={null} />);
    const music = coverUri(session.id, session.title, "music");
    await waitFor(() => expect(sources(container)).toEqual([music]));
    expect(music).not.toEqual(artwork);
    rerender(<Cover {...session} image={null} />);
    await waitFor(() => expect(sources(container)).toEqual([artwork]));
  });

  it("comes from the server with the same artwork", () => {
    expect(sources(written(<Cover {...session} image={null} />))).toEqual([artwork]);
  });

  it("keeps what came from the server, and says nothing about it", async () => {
    const complaint = vi.spyOn(console, "error");
    const page = written(<Cover {...session} image={null} />);
    const [drawn] = page.querySelectorAll<HTMLElement>("[style]");
    const before = drawn?.outerHTML;
    const root = await act(() => hydrateRoot(page, <Cover {...session} image={null} />));
    await act(() => root.render(<Cover {...session} image={null} isDimmed />));
    expect(page.querySelector("[style]")).toBe(drawn);
    expect(drawn?.outerHTML).toBe(before);
    expect(complaint).not.toHaveBeenCalled();
    act(() => root.unmount());
  });

  it("lays a picture over the artwork, and takes a broken one away", async () => {
    const { container, rerender } = render(<Cover {...session} image="https://a.test/1.jpg" />);
    await waitFor(() => expect(sources(container)).toEqual([artwork, "https://a.test/1.jpg"]));
    fireEvent.error(container.querySelector("img") as HTMLImageElement);
    expect(sources(container)).toEqual([artwork]);
    rerender(<Cover {...session} image="https://a.test/2.jpg" />);
    expect(sources(container)).toEqual([artwork, "https://a.test/2.jpg"]);
  });
});
