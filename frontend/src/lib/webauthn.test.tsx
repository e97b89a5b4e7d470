import { describe, expect, it, vi } from "vitest";

import {
  askForPasskey,
  bytesOf,
  canOfferPasskeys,
  creationOf,
  jsonOf,
  offerPasskeys,
  requestOf,
  textOf,
} from "./webauthn";

const bytes = (...values: number[]) => Uint8Array.from(values);

describe("bytes as text", () => {
  it("survive the way there and back, whatever they are", () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(bytesOf(textOf(all.buffer))).toEqual(all);
    expect(textOf(bytes(251, 255, 191).buffer)).toBe("-_-_");
    expect(bytesOf("-_-_")).toEqual(bytes(251, 255, 191));
    expect(bytesOf("AQ")).toEqual(bytes(1));
  });
});

describe("what the browser is asked", () => {
  it("has bytes where the API has text, and nothing that is null", () => {
    const asked = requestOf({
      challenge: "AQI",
      rpId: "localhost",
      timeout: null,
      allowCredentials: [{ type: "public-key", id: "AwQ", transports: null }],
    });
    expect(asked).toEqual({
      challenge: bytes(1, 2),
      rpId: "localhost",
      allowCredentials: [{ type: "public-key", id: bytes(3, 4) }],
    });
    expect("timeout" in asked).toBe(false);
  });

  it("names nobody's keys when anybody may sign in", () => {
    expect(requestOf({ challenge: "AQI" }).allowCredentials).toBeUndefined();
  });

  it("makes a key for one person", () => {
    const asked = creationOf({
      challenge: "AQI",
      rp: { name: "x" },
      user: { id: "BQ", name: "ada", displayName: "Ada" },
      pubKeyCredParams: [],
      excludeCredentials: [{ type: "public-key", id: "Bg" }],
    });
    expect(asked.user.id).toEqual(bytes(5));
    expect(asked.excludeCredentials?.[0]?.id).toEqual(bytes(6));
  });
});

describe("what the browser answers", () => {
  const credential = {
    id: "id",
    type: "public-key",
    rawId: bytes(1).buffer,
    authenticatorAttachment: null,
    getClientExtensionResults: () => ({}),
  };

  it("is text for the API: a signature", () => {
    const response = {
      clientDataJSON: bytes(2).buffer,
      authenticatorData: bytes(3).buffer,
      signature: bytes(4).buffer,
      userHandle: null,
    };
    expect(jsonOf({ ...credential, response } as unknown as PublicKeyCredential)).toEqual({
      id: "id",
      type: "public-key",
      rawId: "AQ",
      clientExtensionResults: {},
      response: { clientDataJSON: "Ag", authenticatorData: "Aw", signature: "BA" },
    });
  });

  it("or a new key, also from one that speaks no JSON", () => {
    const response = {
      clientDataJSON: bytes(2).buffer,
      attestationObject: bytes(5).buffer,
      getTransports: () => ["internal"],
    };
    const { response: said } = jsonOf({
      ...credential,
      response,
    } as unknown as PublicKeyCredential);
    expect(said).toEqual({
      clientDataJSON: "Ag",
      attestationObject: "BQ",
      transports: ["internal"],
    });
  });

  it("to what is only offered gives way to what is asked", async () => {
    expect(await canOfferPasskeys()).toBe(false);
    const isConditionalMediationAvailable = () => Promise.resolve(true);
    vi.stubGlobal("PublicKeyCredential", { isConditionalMediationAvailable });
    expect(await canOfferPasskeys()).toBe(true);
    const get = vi.fn(
      ({ signal }: CredentialRequestOptions) =>
        new Promise<null>((resolve, reject) => {
          if (!signal) resolve(null);
          signal?.addEventListener("abort", () => reject(new DOMException("x", "AbortError")));
        }),
    );
    vi.stubGlobal("navigator", { credentials: { get } });
    const offered = offerPasskeys({ challenge: "AQ" });
    expect(get.mock.calls[0]?.[0].mediation).toBe("conditional");
    const asked = askForPasskey({ challenge: "AQ" });
    await expect(offered).rejects.toMatchObject({ code: "passkey_called_off" });
    await expect(asked).rejects.toMatchObject({ code: "passkey_called_off" });
    expect(get).toHaveBeenCalledTimes(2);
  });

  it("may be nothing, and then there are words for it", async () => {
    await expect(askForPasskey({ challenge: "AQ" })).rejects.toMatchObject({
      code: "passkey_unsupported",
    });
    vi.stubGlobal("PublicKeyCredential", class {});
    const get = vi.fn();
    vi.stubGlobal("navigator", { credentials: { get } });
    get.mockRejectedValueOnce(new DOMException("x", "NotAllowedError"));
    await expect(askForPasskey({ challenge: "AQ" })).rejects.toMatchObject({
      code: "passkey_called_off",
    });
    get.mockResolvedValueOnce(null);
    await expect(askForPasskey({ challenge: "AQ" })).rejects.toMatchObject({
      code: "passkey_called_off",
    });
    get.mockRejectedValueOnce(new DOMException("x", "SecurityError"));
    await expect(askForPasskey({ challenge: "AQ" })).rejects.toMatchObject({
      code: "passkey_failed",
    });
  });
});
