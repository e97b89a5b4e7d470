import { describe, expect, it } from "vitest";

import { clockWords, milestone, partLeft, secondsLeft, spokenWords } from "./hold-clock";

const END = "2026-11-24T13:32:00Z";
const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

describe("the clock of a hold", () => {
  it("counts whole seconds and stops at 0", () => {
    expect(secondsLeft(END, at("13:23:19.000"))).toBe(521);
    expect(secondsLeft(END, at("13:31:59.001"))).toBe(1);
    expect(secondsLeft(END, at("13:32:00.000"))).toBe(0);
    expect(secondsLeft(END, at("14:00:00.000"))).toBe(0);
  });

  it("is written as minutes and seconds", () => {
    expect([600, 521, 60, 9, 0].map(clockWords)).toEqual(["10:00", "8:41", "1:00", "0:09", "0:00"]);
    expect(spokenWords(521)).toBe("8 minutes 41 seconds left");
    expect(spokenWords(61)).toBe("1 minute 1 second left");
    expect(spokenWords(120)).toBe("2 minutes left");
    expect(spokenWords(0)).toBe("0 seconds left");
  });

  it("shortens from the whole to nothing", () => {
    const begin = "2026-11-24T13:22:00Z";
    expect(partLeft(600, begin, END)).toBe(1);
    expect(partLeft(300, begin, END)).toBe(0.5);
    expect(partLeft(0, begin, END)).toBe(0);
    expect(partLeft(700, begin, END)).toBe(1);
    expect(partLeft(10, END, END)).toBe(0);
  });

  it("says two minutes, one minute, half a minute and the end, once each", () => {
    const said = Array.from({ length: 131 }, (_, second) => milestone(131 - second, 130 - second));
    expect(said.filter(Boolean)).toEqual([
      "Your seat is held for 2 minutes more.",
      "Your seat is held for 1 minute more.",
      "Your seat is held for 30 seconds more.",
      "The time of your hold is up.",
    ]);
  });

  it("says the latest of those that passed while the page slept", () => {
    expect(milestone(400, 45)).toBe("Your seat is held for 1 minute more.");
    expect(milestone(400, 0)).toBe("The time of your hold is up.");
    expect(milestone(0, 0)).toBeNull();
  });
});
