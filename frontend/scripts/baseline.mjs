/** An empty page of the same Next.js, built and served like ours: what nobody can go below. */

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
// Not below node_modules, where no source is compiled.
const FOLDER = join(ROOT, ".next", "empty-page");
const NEXT = join(ROOT, "node_modules", "next", "dist", "bin", "next");
const FILES = {
  "package.json": '{ "name": "empty", "private": true, "type": "module" }',
  "next.config.js": `export default { turbopack: { root: ${JSON.stringify(ROOT)} } };`,
  "app/layout.js": `export default function Layout({ children }) {
    return <html lang="en"><body>{children}</body></html>;
  }`,
  "app/page.js": "export default function Page() { return <h1>Empty</h1>; }",
};

export async function baseline(measure) {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(FOLDER, name, ".."), { recursive: true });
    writeFileSync(join(FOLDER, name), text);
  }
  const built = spawnSync(process.execPath, [NEXT, "build"], { cwd: FOLDER, encoding: "utf8" });
  if (built.status)
    throw new Error(`The empty page can't be built:\n${built.stdout}${built.stderr}`);
  const port = await freePort();
  const args = [NEXT, "start", "--port", String(port), "--hostname", "127.0.0.1"];
  const server = spawn(process.execPath, args, { cwd: FOLDER, stdio: "ignore" });
  try {
    const origin = `http://127.0.0.1:${port}`;
    await answers(origin);
    return await measure(origin);
  } finally {
    server.kill();
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(origin) {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = await fetch(origin).catch(() => undefined);
    if (found?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The empty page does not answer.");
}
