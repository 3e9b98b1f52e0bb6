/** What a server deals in: the ground on which a word of two meanings gets one. */
import { words } from "./words.ts";

export interface TopicRule {
  /** Singular words of the server's name, description and tool names. */
  from: readonly string[];
  /** How many different ones must be there. */
  least: number;
  /** Its words are those of many things: among many tools they meet by chance. */
  isCommon?: true;
  /** As many of these, and it deals in something else: lights and cameras of a scene that is drawn. */
  not?: readonly string[];
}

export const TOPICS = {
  /** Payments and orders: `charge`, `order` and `transfer` move money here. */
  money: {
    from: words(`stripe paypal payment refund invoice checkout billing payout charge square adyen braintree chargebee recurly
      razorpay plaid banking merchant purchase lemonsqueezy paddle mollie coupon subscription`),
    least: 2,
  },
  /** Tokens and markets: `swap`, `stake`, `mint` and `bridge` move money here. */
  trading: {
    isCommon: true,
    from: words(`wallet crypto token swap stake trade trading trader broker brokerage exchange portfolio position order market ticker stock
      solana ethereum eth btc bitcoin evm onchain chain defi dex nft alpaca binance coinbase kraken option futures balance web3 uniswap
      polymarket kalshi hyperliquid usdc blockchain jupiter ibkr robinhood`),
    least: 2,
  },
  browser: {
    isCommon: true,
    from: words(`browser playwright puppeteer chrome chromium selenium devtool devtools click navigate scroll hover tab webdriver desktop
      keyboard mouse screenshot tap swipe android ios simulator emulator appium page stagehand browserbase press drag`),
    least: 2,
  },
  devices: {
    isCommon: true,
    from: words(`temperature print home homeassistant hass light thermostat device hue sonos spotify printer robot drone playback scene smart lamp matter
      zigbee tuya tapo camera unifi roku tv speaker music player gpio arduino door garage curtain blind vacuum doorbell`),
    least: 2,
    not: words("unity blender godot unreal mesh shader gameobject prefab prefabs vertex figma maya houdini"),
  },
  database: {
    isCommon: true,
    from: words(`database db sql postgres postgresql mysql sqlite mongodb mongo redis clickhouse snowflake bigquery table schema query
      supabase neon duckdb neo4j cypher elasticsearch mariadb oracle mssql warehouse collection row`),
    least: 2,
  },
  calendar: { from: words("calendar meeting availability appointment slot attendee calcom calendly"), least: 1 },
  events: { from: words("webhook topic pubsub event notification newsletter feed alert"), least: 1 },
} as const satisfies Record<string, TopicRule>;
export type Topic = keyof typeof TOPICS;

/** In a server's own name: what it returns is anybody's to know. */
export const PUBLIC_SERVERS: ReadonlySet<string> = new Set(
  words(`search brave exa tavily kagi duckduckgo serp serpapi perplexity brightdata crawl firecrawl scrape scraper fetch wikipedia wiki
    arxiv pubmed weather map maps mapbox osm geocoding docs documentation doc learn chart charts diagram mermaid convert calculator math
    dictionary translate context7 deepwiki npm pypi crates maven hackernews news research papers scholar flights airbnb hotels recipes movies
    anime stackoverflow reddit knowledge country time timezone everything sequential thinking sequentialthinking location places figures worldbank census fred youtube
    transcript earthquake nasa astronomy holiday unit currency exchangerate arm coingecko pokemon sec edgar finance yahoo cve osv`),
);

/** In a server's own name: what is written there is public, or seen by people outside. */
export const CODE_HOSTS: ReadonlySet<string> = new Set(
  words("github gitlab gitea bitbucket forgejo codeberg gitee huggingface"),
);
