/**
 * Sends this process's requests through the proxy that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`),
 * as npm and curl do. Loopback addresses are asked directly.
 */
import { setGlobalProxyFromEnv } from "node:http";

const LOOPBACK = "localhost,127.0.0.1,[::1]";

/** Does nothing where no proxy is named. Returns a sentence about one that cannot be used. */
export function useProxyOfEnvironment(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const read = (name: string) => env[name] || env[name.toUpperCase()] || undefined;
  const proxies = { https_proxy: read("https_proxy"), http_proxy: read("http_proxy") };
  for (const [name, address] of Object.entries(proxies) as [keyof typeof proxies, string | undefined][]) {
    if (address === undefined) continue;
    // Without a scheme it is what curl takes it for.
    const url = URL.parse(address.includes("://") ? address : `http://${address}`);
    if (!url || !/^https?:$/.test(url.protocol)) {
      return `${name.toUpperCase()} is not the address of a proxy. Expected http://host:port.`;
    }
    proxies[name] = url.href;
  }
  if (proxies.https_proxy ?? proxies.http_proxy) {
    setGlobalProxyFromEnv({ ...proxies, no_proxy: [read("no_proxy"), LOOPBACK].filter(Boolean).join(",") });
  }
  return undefined;
}
