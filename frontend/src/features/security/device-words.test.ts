import { describe, expect, it } from "vitest";

import { isHandheld, placeWords, programWords } from "./device-words";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)";

describe("the name of a program", () => {
  it.each([
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/142.0 Safari/537.36`, "Chrome on Linux"],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0 Safari/537.36 Edg/142.0`,
      "Edge on Windows",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/142.0 Safari/537.36 OPR/120.0`,
      "Opera on Windows",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "Firefox on Linux"],
    [`${IPHONE} AppleWebKit/605.1 Version/18.1 Mobile/15E148 Safari/604.1`, "Safari on an iPhone"],
    [`${IPHONE} AppleWebKit/605.1 CriOS/142.0 Mobile/15E148 Safari/604.1`, "Chrome on an iPhone"],
    [
      `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/142.0 Mobile Safari/537.36`,
      "Chrome on Android",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.1 Safari/605.1",
      "Safari on a Mac",
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64) ${WEBKIT} Chrome/142.0 Safari/537.36`,
      "Chrome on a Chromebook",
    ],
    ["python-httpx/0.28.1", "python-httpx"],
    ["Mozilla/5.0 (X11; Linux x86_64)", "A program on Linux"],
    ["Mozilla/5.0", "An unknown program"],
    ["<script>alert(1)</script>", "An unknown program"],
    ["", "An unknown program"],
  ])("is guessed from %s", (userAgent, words) => {
    expect(programWords(userAgent)).toBe(words);
  });

  it("says whether it fits into a hand", () => {
    expect(isHandheld(IPHONE)).toBe(true);
    expect(isHandheld("Mozilla/5.0 (X11; Linux x86_64)")).toBe(false);
  });
});

describe("where it was", () => {
  it("is an address, or a network of them", () => {
    expect(placeWords("203.0.113.7/32")).toBe("203.0.113.7");
    expect(placeWords("2001:db8::/64")).toBe("the network 2001:db8::/64");
    expect(placeWords("unknown")).toBe("an unknown place");
    expect(placeWords("")).toBe("an unknown place");
  });
});
