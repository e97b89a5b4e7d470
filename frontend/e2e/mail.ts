import type { Page } from "@playwright/test";

import { RESETS } from "./api";
import { expect } from "./fixtures";

/** The text of the newest mail with this subject to this address, when it has come. */
export async function mailTo(page: Page, address: string, subject: string): Promise<string> {
  let path: string | undefined;
  await expect
    .poll(async () => (path = findMail(await read(page, "/dev/mail/"), address, subject)), {
      message: `a mail to ${address}: ${subject}`,
    })
    .toBeTruthy();
  return read(page, String(path));
}

/** The address of the letter's link, secret and all. */
export function linkIn(mail: string): string {
  const link = /https?:\/\/[^\s"<&]+#token=[\w-]+/.exec(mail)?.[0];
  if (!link) throw new Error(`no link in ${mail}`);
  const { pathname, hash } = new URL(link);
  return pathname + hash;
}

export function codeIn(mail: string): string {
  const code = /Code: (\d{6})/.exec(mail)?.[1];
  if (!code) throw new Error(`no code in ${mail}`);
  return code;
}

async function read(page: Page, path: string): Promise<string> {
  return (await page.request.get(path, { maxRetries: RESETS })).text();
}

/** Rows are the newest first. */
function findMail(list: string, address: string, subject: string): string | undefined {
  const rows = list.split("<tr>").filter((row) => row.includes(`<td>${address}</td>`));
  const row = rows.find((each) => each.includes(`>${subject}</a>`));
  return /href="([^"]+)"/.exec(row ?? "")?.[1];
}
