import { describe, expect, it } from "vitest";

import { doorTo } from "@/lib/doors";
import { usernameFault } from "@/lib/username";

import { sessionIn, signInTitle } from "./destination";
import { suggestUsername } from "./suggest-username";

const ID = "01a21033-d691-71af-b716-24a710635ec3";

describe("a door", () => {
  it("leads on to where one was", () => {
    expect(doorTo("/login", "/")).toBe("/login");
    expect(doorTo("/login", "/dashboard?tab=past")).toBe("/login?next=%2Fdashboard%3Ftab%3Dpast");
    expect(doorTo("/register", "/x", "CREATOR")).toBe("/register?role=CREATOR&next=%2Fx");
    expect(doorTo("/register", "/", "USER")).toBe("/register");
  });

  it("says what signing in is good for", () => {
    expect(signInTitle(`/sessions/${ID}`)).toBe("Sign in to book your seat");
    expect(signInTitle("/dashboard?tab=past")).toBe("Sign in to see your bookings");
    expect(signInTitle("/creator-dashboard/sessions/new")).toBe("Sign in to teach");
    expect(signInTitle("/profile#time-zone")).toBe("Sign in to see your profile");
    expect(signInTitle(`/checkout/${ID}`)).toBe("Sign in to finish booking");
    expect(signInTitle("/")).toBe("Sign in");
    expect(signInTitle("/dashboards")).toBe("Sign in");
  });

  it("knows the session that was about to be booked", () => {
    expect(sessionIn(`/sessions/${ID.toUpperCase()}?date=1`)).toBe(ID);
    expect(sessionIn(`/sessions/${ID}`)).toBe(ID);
    expect(sessionIn(`/sessions/${ID}x`)).toBeNull();
    expect(sessionIn("/sessions/../api")).toBeNull();
    expect(sessionIn(`/x?next=/sessions/${ID}`)).toBeNull();
  });
});

describe("a username", () => {
  it.each([
    ["Lena", "Vogt", "", "lena.vogt"],
    ["Zoë", "Veselá", "", "zoe.vesela"],
    ["Anna Maria", "de la Cruz", "", "anna.maria.de.la.cruz"],
    ["", "", "Lena.Vogt+x@example.com", "lena.vogt+x"],
    ["李", "", "li.wei@example.com", "li.wei"],
    ["🧑", "", "", ""],
    ["--", "", "a@b.c", "a"],
  ])("is made of %s %s %s", (first, last, email, name) => {
    expect(suggestUsername(first, last, email)).toBe(name);
    if (name) expect(usernameFault(name)).toBe(true);
  });

  it("has letters and digits of any script", () => {
    expect(usernameFault("李.wei_2")).toBe(true);
    expect(usernameFault(" lena ")).toBe(true);
    expect(usernameFault("  ")).toBe("Choose a username.");
    for (const name of ["a b", "a@b", "a/b", "🧑", "<b>"])
      expect(usernameFault(name)).toMatch(/^Use/);
  });
});
