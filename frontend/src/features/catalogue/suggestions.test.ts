import { expect, it } from "vitest";

import type { SuggestionsOutput } from "@/api/types.gen";

import { groupsOf, isWorthAsking, suggestedWords } from "./suggestions";

const NOTHING: SuggestionsOutput = { sessions: [], creators: [] };

function topics(text: string) {
  return groupsOf(text, NOTHING).flatMap(({ options }) => options.map(({ key }) => key));
}

it("suggestions are sessions, creators and topics, and no empty group", () => {
  const person = { id: "1", username: "maya", first_name: "", last_name: "", avatar: null };
  const session = {
    ...{ id: "2", title: "Music for two", start_time: null, time_zone: "UTC", topic: null },
  };
  const found = { sessions: [session], creators: [person] };
  expect(groupsOf("mu", found)).toEqual([
    {
      title: "Sessions",
      options: [{ kind: "session", key: "2", title: "Music for two", start: null }],
    },
    { title: "Creators", options: [{ kind: "creator", key: "1", person }] },
    { title: "Topics", options: [{ kind: "topic", key: "music", label: "Music" }] },
  ]);
  expect(groupsOf("xy", NOTHING)).toEqual([]);
});

it("a topic is suggested by the beginning of any of its words", () => {
  expect(topics(" MU ")).toEqual(["music"]);
  expect(topics("drink")).toEqual(["food"]);
  expect(topics("food and")).toEqual(["food"]);
  expect(topics("ink")).toEqual([]);
});

it("one letter asks nothing, one character of Chinese does", () => {
  expect(["", " ", "a", " ä "].filter(isWorthAsking)).toEqual([]);
  expect(["ab", "陶", "ж", "a b"].filter(isWorthAsking)).toHaveLength(4);
});

it("their number is said in words", () => {
  expect(suggestedWords(0)).toBe("");
  expect(suggestedWords(1)).toMatch(/^1 suggestion\. /);
  expect(suggestedWords(7)).toMatch(/^7 suggestions\. /);
});
