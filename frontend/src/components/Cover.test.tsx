import { cleanup, fireEvent, render } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it } from "vitest";

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

afterEach(cleanup);

describe("Cover", () => {
  it("draws the artwork where a session has no picture", () => {
    const { container } = render(<Cover {...session} image={null} />);
    expect(sources(container)).toEqual([artwork]);
  });

  it("draws what its topic is about, where it has one", () => {
    const { container } = render(<Cover {...session} topic="music" image={null} />);
    expect(sources(container)).toEqual([coverUri(session.id, session.title, "music")]);
    expect(sources(container)).not.toEqual([artwork]);
  });

  it("comes from the server with the same artwork", () => {
    const page = new DOMParser().parseFromString(
      renderToString(<Cover {...session} image={null} />),
      "text/html",
    );
    expect(sources(page)).toEqual([artwork]);
  });

  it("lays a picture over the artwork, and takes a broken one away", () => {
    const { container, rerender } = render(<Cover {...session} image="https://a.test/1.jpg" />);
    expect(sources(container)).toEqual([artwork, "https://a.test/1.jpg"]);
    fireEvent.error(container.querySelector("img") as HTMLImageElement);
    expect(sources(container)).toEqual([artwork]);
    rerender(<Cover {...session} image="https://a.test/2.jpg" />);
    expect(sources(container)).toEqual([artwork, "https://a.test/2.jpg"]);
  });
});
