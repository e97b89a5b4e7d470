import { describe, expect, it } from "vitest";

import { NOW, session } from "../testing";
import { checklistOf, missingWords, whatIsMissing } from "./checklist";
import { faultsOf, imageFault, soundGroups } from "./rules";
import { blankValues, valuesOf, type Values } from "./values";

const good: Values = { ...valuesOf(session()), date: "2026-12-20", time: "10:00" };

function faults(changes: Partial<Values>, base = session()) {
  return faultsOf({ ...good, ...changes }, base, NOW);
}

describe("single fields", () => {
  it("have no fault in a good session", () => {
    expect(faults({})).toEqual({});
  });

  it("are needed, of a length, and of a kind", () => {
    expect(faults({ title: " " }).title).toBe("Give it a title.");
    expect(faults({ title: "x".repeat(203) }).title).toBe("Shorten the title by 3.");
    // As the server counts: by characters, not by halves of them.
    expect(faults({ title: "🎻".repeat(200) }).title).toBeUndefined();
    expect(faults({ title: "one\ntwo" }).title).toContain("one line");
    expect(faults({ description: "x".repeat(20_001) }).description).toContain("by 1");
    expect(faults({ price: "" }).price).toContain("0 means free");
    expect(faults({ price: "12.345" }).price).toContain("18.50");
    expect(faults({ duration: "0" }).duration).toBeTruthy();
    expect(faults({ duration: "10081" }).duration).toContain("10080");
    expect(faults({ capacity: "0" }).capacity).toBeTruthy();
    expect(faults({ capacity: "100001" }).capacity).toContain("100000");
  });

  it("have no fewer seats than are taken", () => {
    const booked = session({ current_bookings: 7 });
    expect(faults({ capacity: "6" }, booked).capacity).toBe(
      "7 seats are taken, so there can't be fewer than 7.",
    );
    expect(faults({ capacity: "7" }, booked).capacity).toBeUndefined();
  });

  it("have a place of a length, but only where people come to one", () => {
    const place = "x".repeat(201);
    expect(faults({ format: "in_person", place }).place).toBe("Shorten the place by 1.");
    expect(faults({ format: "online", place }).place).toBeUndefined();
  });

  it("are addresses of pictures over https only", () => {
    expect(imageFault("")).toBeNull();
    expect(imageFault("https://pictures.example/a.png?x=1")).toBeNull();
    for (const text of [
      "http://a.example/b",
      "javascript:alert(1)",
      "a.png",
      "https://",
      "data:,",
    ]) {
      expect(imageFault(text)).toContain("https://");
    }
    expect(imageFault(`https://a.example/${"x".repeat(2048)}`)).toContain("too long");
  });
});

describe("the start", () => {
  it("is in the future, unless it is the one that was", () => {
    expect(faults({ date: "2026-11-24" }).date).toBe("Choose a start in the future.");
    const past = session({ start_time: "2026-11-01T10:00:00Z" });
    expect(faultsOf(valuesOf(past), past, NOW)).toEqual({});
    expect(faults({ date: "2101-01-01" }).date).toContain("2100");
  });

  it("exists on the clocks of its zone", () => {
    const spring = { date: "2027-03-28", time: "02:30", time_zone: "Europe/Berlin" };
    expect(faults(spring).time).toBe(
      "On Sunday 28 March the clocks of Berlin go forward and never show 02:30. Choose 03:30, for instance.",
    );
    expect(faults({ ...spring, time_zone: "UTC" }).time).toBeUndefined();
  });

  it("may wait in a draft, but is not lost by half of a new one", () => {
    const draft = session({ status: "draft", start_time: null });
    expect(faults({ date: "", time: "" }, draft)).toEqual({});
    expect(faults({ time: "" }, draft)).toEqual({});
    const dated = session({ status: "draft" });
    expect(faults({ time: "" }, dated).time).toBe("Choose the hour as well.");
    expect(faults({ date: "" }, dated).date).toBe("Choose the day as well.");
    expect(faults({ date: "", time: "" }, dated)).toEqual({});
    expect(faults({ date: "", time: "" }, session()).date).toBe("Choose the day and the hour.");
  });

  it("does not turn into days by choice while people are booked", () => {
    const booked = session({ current_bookings: 1 });
    expect(faults({ kind: "open" }, booked).kind).toContain("People are booked");
    expect(faults({ kind: "open" }).kind).toBeUndefined();
    const open = session({ start_time: null, current_bookings: 1 });
    expect(faults({}, open).kind).toBeTruthy();
  });

  it("holds back its own group only", () => {
    const found = faults({ time: "", price: "x" });
    expect(soundGroups(found)).toEqual([
      "title",
      "description",
      "image",
      "duration",
      "capacity",
      "topic",
      "level",
      "language",
      "where",
    ]);
  });
});

describe("the checklist", () => {
  const draft = session({ status: "draft" });

  it("has everything of a good draft", () => {
    expect(whatIsMissing(good, draft, NOW)).toEqual([]);
    expect(missingWords([])).toContain("everything it needs");
  });

  it("names what a blank one needs, in the order of the page", () => {
    const missing = whatIsMissing(blankValues("UTC"), null, NOW);
    expect(missing.map((item) => item.name)).toEqual(["title", "description", "start", "price"]);
    expect(missingWords(missing)).toBe("Give it a title. Then 3 more things.");
    expect(missingWords(missing.slice(0, 2))).toBe("Give it a title. Then one more thing.");
  });

  it("wants enough words, a day that is ahead, and leads to the field", () => {
    const item = (changes: Partial<Values>) =>
      whatIsMissing({ ...good, ...changes }, draft, NOW).map(({ field, words }) => [field, words]);
    expect(item({ description: "Bring paper." })).toEqual([
      ["description", "Say a little more: 28 more characters at least."],
    ]);
    expect(item({ date: "" })[0]?.[0]).toBe("date");
    expect(item({ kind: "undecided" })).toEqual([
      ["kind", "Choose a day, or let learners choose one."],
    ]);
    expect(item({ kind: "open", date: "" })).toEqual([]);
    expect(item({ duration: "x" })[0]?.[0]).toBe("duration");
    expect(item({ capacity: "x" })[0]?.[0]).toBe("capacity");
    const past = session({ status: "draft", start_time: "2026-11-01T10:00:00Z" });
    expect(whatIsMissing(valuesOf(past), past, NOW)[0]?.words).toBe(
      "The start has passed. Choose another.",
    );
  });

  it("recommends a topic, and to say where it is, and can do without", () => {
    const bare = { ...good, topic: "", format: "" };
    const open = (values: Values) =>
      checklistOf(values, draft, NOW).flatMap(({ name, isDone }) => (isDone ? [] : [name]));
    expect(open(bare)).toEqual(["topic", "format"]);
    expect(whatIsMissing(bare, draft, NOW)).toEqual([]);
    expect(open({ ...bare, topic: "craft", format: "online" })).toEqual([]);
  });
});
