/** "JBSW Y3DP EHPK 3PXP": how people read long keys to each other. */
export function inFours(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(" ");
}

/** What a file or a sheet of paper with the codes says. */
export function recoveryText(codes: readonly string[], site: string, who: string): string {
  return [
    `Recovery codes of ${who} at ${site}`,
    "Each works once, in place of the second step. Keep them where nobody else looks.",
    "",
    ...codes,
    "",
  ].join("\n");
}
