/**
 * Loaded before Next.js (`node --import`): says who asks, in X-Forwarded-For.
 *
 * Next.js passes on what a client claims about itself in that header, and the API believes this
 * server. So the claim is replaced by the address of the connection. Behind a proxy of
 * TRUSTED_PROXIES (networks, comma-separated) it is kept, and the proxy's address added.
 */

import { subscribe } from "node:diagnostics_channel";
import { BlockList, isIPv6 } from "node:net";

const HEADER = "x-forwarded-for";
const proxies = new BlockList();
for (const network of (process.env.TRUSTED_PROXIES ?? "").split(",")) {
  const [address, bits] = network.trim().split("/");
  if (!address) continue;
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  proxies.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
}

subscribe("http.server.request.start", ({ request }) => {
  const address = (request.socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/, "");
  const claim = isProxy(address) ? request.headers[HEADER] : undefined;
  request.headers[HEADER] = claim ? `${claim}, ${address}` : address;
});

/** @param {string} address */
function isProxy(address) {
  return proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
