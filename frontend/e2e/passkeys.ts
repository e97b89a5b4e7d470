import type { Page } from "@playwright/test";

/** Chromium's own pretended device. Its finger is there until it is taken away. */
export async function withAuthenticator(
  page: Page,
): Promise<{ isTouched: (enabled: boolean) => Promise<unknown> }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    isTouched: (enabled) =>
      devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
  };
}
