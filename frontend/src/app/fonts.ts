import localFont from "next/font/local";

// The letters of each part: fonts/README.md.
const latin = localFont({
  src: "./fonts/geist-latin.woff2",
  weight: "400 700",
  variable: "--font-latin",
  // Below it the other part comes first: the fallback is in globals.css.
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0000-017F, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212, U+2215, U+FEFF, U+FFFD",
    },
  ],
});

const more = localFont({
  src: "./fonts/geist-more.woff2",
  weight: "400 700",
  variable: "--font-more",
  adjustFontFallback: false,
  // Only where a text has one of its letters.
  preload: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0180-02BA, U+02BD-02C5, U+02C7-02D9, U+02DB, U+02DD-0303, U+0305-0307, U+0309-0328, U+032A-1FFF, U+2070-20AB, U+20AD-2121, U+2123-218F, U+2194-2211, U+2213-2214, U+2216-FEFE, U+FF00-FFFC",
    },
  ],
});

/** For the element that all others are in. */
export const fontVariables = `${latin.variable} ${more.variable}`;
