/**
 * Passkeys between the API, which speaks JSON, and the browser, which speaks bytes. By hand, since
 * what password managers put in the browser's place does not always speak JSON itself.
 */

import { ApiError } from "./problem";

export type Json = Record<string, unknown>;

/** A browser answers one question at a time; what is only offered gives way. */
let offer: AbortController | null = null;

/** The browser's answer to the options of a sign-in or a proof. Throws ApiError. */
export async function askForPasskey(options: Json): Promise<Json> {
  demandSupport();
  offer?.abort();
  return asked(() => navigator.credentials.get({ publicKey: requestOf(options) }));
}

/** Whether passkeys can stand among what the browser fills in. */
export async function canOfferPasskeys(): Promise<boolean> {
  if (typeof PublicKeyCredential === "undefined") return false;
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}

/** Waits until somebody picks a passkey there. Throws ApiError, also when nobody does. */
export async function offerPasskeys(options: Json): Promise<Json> {
  offer?.abort();
  const { signal } = (offer = new AbortController());
  const publicKey = requestOf(options);
  return asked(() => navigator.credentials.get({ publicKey, mediation: "conditional", signal }));
}

/** A new passkey of this device, or of one nearby. Throws ApiError. */
export async function makePasskey(options: Json): Promise<Json> {
  demandSupport();
  return asked(() => navigator.credentials.create({ publicKey: creationOf(options) }));
}

function demandSupport(): void {
  if (typeof PublicKeyCredential === "undefined") throw fault("unsupported");
}

async function asked(ask: () => Promise<Credential | null>): Promise<Json> {
  let found: Credential | null;
  try {
    found = await ask();
  } catch (error) {
    // By its name: what a password manager throws may be of another window.
    const { name } = (error ?? {}) as { name?: string };
    throw fault(FAULTS[name ?? ""] ?? "failed");
  }
  if (!found) throw fault("called_off");
  return jsonOf(found as PublicKeyCredential);
}

const FAULTS: Record<string, keyof typeof WORDS> = {
  NotAllowedError: "called_off",
  AbortError: "called_off",
  InvalidStateError: "known",
  NotSupportedError: "unsupported",
};

const WORDS = {
  called_off: "No passkey was used: it was called off, or took too long. Try again when you like.",
  known: "This device has a passkey for your account already.",
  unsupported: "This browser can't use passkeys here.",
  failed: "The passkey did not work here. Try again, or use another way.",
};

function fault(kind: keyof typeof WORDS): ApiError {
  return new ApiError(400, `passkey_${kind}`, WORDS[kind]);
}

export function requestOf(options: Json): PublicKeyCredentialRequestOptions {
  return {
    ...present(options),
    challenge: bytesOf(options.challenge),
    allowCredentials: descriptorsOf(options.allowCredentials),
  };
}

export function creationOf(options: Json): PublicKeyCredentialCreationOptions {
  const user = options.user as { id: string; name: string; displayName: string };
  return {
    ...(present(options) as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytesOf(options.challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: descriptorsOf(options.excludeCredentials),
  };
}

/** RegistrationResponseJSON or AuthenticationResponseJSON of WebAuthn, level 3. */
export function jsonOf(credential: PublicKeyCredential): Json {
  const { id, type, rawId, response } = credential;
  const answers = response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  return {
    id,
    type,
    rawId: textOf(rawId),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: present({
      clientDataJSON: textOf(answers.clientDataJSON),
      attestationObject: answers.attestationObject && textOf(answers.attestationObject),
      authenticatorData:
        answers.signature && answers.authenticatorData && textOf(answers.authenticatorData),
      signature: answers.signature && textOf(answers.signature),
      userHandle: answers.userHandle && textOf(answers.userHandle),
      transports: answers.getTransports?.(),
    }),
  };
}

function descriptorsOf(listed: unknown): PublicKeyCredentialDescriptor[] | undefined {
  if (!Array.isArray(listed)) return undefined;
  return (listed as Json[]).map((each) => ({
    ...(present(each) as unknown as PublicKeyCredentialDescriptor),
    id: bytesOf(each.id),
  }));
}

/** Without what is null, which the browser would take for a value. */
function present(values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null));
}

/** Of base64url. */
export function bytesOf(text: unknown): Uint8Array<ArrayBuffer> {
  const plain = String(text).replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
