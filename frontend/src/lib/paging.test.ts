import { describe, expect, it } from "vitest";

import { nextCursor } from "./paging";

describe("the cursor of the next page", () => {
  it("is that of the link to the next page, wherever the server says it is", () => {
    const link = '<http://127.0.0.1:8000/api/sessions/?cursor=ab%3Dc&limit=24>; rel="next"';
    expect(nextCursor(link)).toBe("ab=c");
    expect(nextCursor('</api/sessions/?cursor=x>; rel="next"')).toBe("x");
  });

  it.each([null, undefined, "", '</api/sessions/?cursor=x>; rel="prev"', "nonsense"])(
    "is nothing on the last page: %s",
    (link) => expect(nextCursor(link)).toBeNull(),
  );
});
