/**
 * Nouns that decide what an open verb means: creating a refund pays, creating a pod starts something, creating a note
 * only stores it. Singular, one or two words.
 */
import { phrases, words } from "./words.ts";

function nouns(single: string, compound = ""): ReadonlySet<string> {
  return new Set([...words(single), ...phrases(compound)]);
}

/** What is moved or owed when money moves: making one of these pays, or commits to pay. */
export const MONEY_MOVES = nouns(
  `refund payment payout charge transfer transaction disbursement withdrawal deposit trade swap purchase subscription
  remittance donation topup checkout reservation booking wager bet bid airdrop`,
  `payment link | payment intent | checkout session | purchase order | payment request | setup intent | bank transfer
  limit order | market order | stop order | buy order | sell order | trade order | renewal order | top up | gift card`,
);

/** Things that are sent as money: sending one pays. */
export const MONEY = nouns(
  `money fund token coin crypto cryptocurrency eth ether btc bitcoin sol usdc usdt usd lamport satoshi sats currency cash wei gwei
  transaction payment nft stablecoin dollar euro asset xrp matic`,
);

/** Reading nouns of money, which stay records: the price is not the payment. */
export const MONEY_RECORDS = nouns(
  `price product customer coupon discount plan quote invoice item balance catalog rate tax account method`,
  `invoice item | line item | payment method | draft order | credit note | price list | payment term`,
);

/** Things that run and are billed or use a machine: making one starts it. */
export const COMPUTE = nouns(
  `vm pod cluster instance server container droplet machine deployment job build run execution sandbox devbox
  nodepool repl kernel emulator simulator vps gpu app crawl scrape 
  research backtest simulation training finetune stack release droplet endpoint worker`,
  `virtual machine | compute instance | node pool | node group | batch job | training job | fine tuning job | cloud run
  database instance | db instance | kubernetes cluster | test run | workflow run | pipeline run | build job | cron run
  browser session | dev container | load test | managed cluster | replica set | crawl job | scan job | research job | browser instance`,
);

/** Text, code and numbers that are only returned. */
export const RETURNED_TEXT = nouns(
  `text link code query sql regex summary chart graph diagram map name title uuid password hash example snippet
  prompt password idea suggestion plan guide instruction documentation doc description plot table
  explanation answer translation outline checklist recommendation template boilerplate rule type
  typing url id qr barcode number lorem palette color spreadsheet
  insight analysis report changelog config configuration manifest yaml json html markdown css dql cypher
  expression formula command script completion response embedding thought dockerfile tests scenario story poem`,
  `commit message | test case | unit test | test data | sample data | mock data | release note | query string | area chart | random string`,
);

/** Shapes that are computed and handed back. */
export const GEOMETRY = nouns("polygon geometry zone buffer hull grid bbox centroid linestring shape triangulation");

/** Media that a provider stores or bills. */
export const STORED_MEDIA = nouns(
  `image picture photo illustration video audio music song speech voice sound avatar logo thumbnail animation clip
  podcast voiceover soundtrack artwork mesh pdf file document presentation slide deck website app site page podcast
  3d texture sprite wallpaper asset`,
  `sound effect | 3d model | voice clone | text to speech`,
);

/** Messages that are pushed to people. */
export const PUSHED_MESSAGES = nouns(
  `message email mail sms text notification alert dm chat mms whatsapp telegram fax newsletter announcement broadcast push
  invitation gif sticker voicemail call conference tweet toot slack campaign blast digest`,
  `direct message | text message | push notification | chat message | e mail | phone call | voice message | flex message`,
);

/** Lists and marks that a thing is taken out of without being lost. */
export const MEMBERSHIPS = nouns(
  `label tag member star reaction assignee reviewer favorite bookmark link follower like vote watcher subscriber participant
  collaborator attendee role owner dependency relation relationship association 
  assignment protection cc pin mention emoji highlight filter shortcut membership track song
  vote parent blocker upvote breakpoint background noise silence whitespace watermark formatting style padding blur shadow border effect overlay animation transition hyperlink`,
  `from group | from list | from playlist | from team | from channel | from collection | from project | from watchlist
  from queue | from cart | from favorites | from board | from segment | from audience | from milestone | from sprint`,
);

/** Containers out of which removing a thing leaves the thing. */
export const MEMBER_CONTAINERS = nouns(
  `group list set playlist team channel collection project watchlist cart favorite board segment audience milestone sprint
  queue role library epic conversation portfolio wishlist allowlist denylist blocklist release user issue
  task contact profile card message post workspace membership conversation chat page entity asset parent`,
);

/** What gives access when it is made or given. */
export const ACCESS_GRANTS = nouns(
  `member collaborator permission role invitation invite access grant acl apikey key token credential share
  guest admin owner delegation privilege sharing collaboration`,
  `api key | access key | access token | api token | ssh key | deploy key | service account | access grant | role assignment
  share link | shared link | sharing link | team member | group member | public link | access policy | oauth app | signed url
  iam policy | inline policy | managed policy | iam role | app password | bot token | personal access`,
);

/** Secrets: a call that returns one returns more than a record. */
export const SECRETS = nouns(
  `secret password credential apikey privatekey passphrase mnemonic seedphrase kubeconfig`,
  `api key | private key | access key | connection string | connection uri | seed phrase | environment variable | env var
  service role | secret key | client secret | publishable key | anon key | access token | recovery code | ssh key | db password`,
);

/** Programs in the wider sense: passing one to a running tool runs it. */
export const CODE_PARAMETERS = nouns(
  `sql command cmd commands script code shell bash cypher javascript js python dql kql promql spl soql sparql
  statement statements gremlin aql nrql logql graphql powershell applescript xquery mdx fql`,
  `shell command | sql query | sql statement | init script | code snippet | source code | js code | python code | raw query
  build script | cypher query | graphql query | select query | start command | entry command`,
);

/** Devices and players that a verb of setting moves. */
export const DEVICES = nouns(
  `temperature light lamp bulb thermostat switch plug fan lock door garage blind curtain cover vacuum robot drone printer camera tv
  speaker volume playback player sprinkler valve heater ac climate device scene motor arm gripper led relay gpio pump car vehicle
  cursor mouse keyboard emulator brightness hvac screen alarm siren`,
);

/** What a browser or a desktop shows. */
export const SCREEN_ELEMENTS = nouns(
  `element button page tab browser mouse key keyboard cursor form field dialog dropdown option checkbox link scroll
  window viewport url input selector app screen text file hover click coordinate slider iframe frame focus`,
);

/** State of the assistant or of the session, which is no record of anybody's. */
export const SESSION_STATE = nouns(
  `session context cwd budget cache filter view selection breakpoint conversation state console
  terminal buffer counter directory profile thought timer cookie viewport clipboard breakpoints
  trace instruction quota`,
  `working directory | active project | current project | session state | thinking history | network log | rate limit | chat history`,
);

/** Words that name information: a tool called only `weather` or `` returns it. */
export const INFORMATION = nouns(
  `status info information detail summary report statistic stat stats metric history log list overview health version
  schema metadata count usage weather forecast price quote balance news doc docs documentation guide help instruction diff
  result event timeline profile preview analytics insight trend availability capability schedule calendar directory
  tree dashboard inventory catalog leaderboard ranking rate suggestion recommendation dictionary definition
  reference sample example table column type field option language country region location address place direction route distance
  time date timezone user account project issue ticket order invoice transaction item search lookup query read
  show blame graph articles whois dns headers trending top stream feed sitemap citation abstract paper
  analysis estimate score rating review comment comparison translation definition explanation whoami
  me overview knowledge content text changes snapshot screenshot state assistant support explorer viewer finder checker inspector
  rule guideline guidance manual convention`,
);

/** Information that is anybody's to read: no account is needed to know it. */
export const PUBLIC_INFORMATION = nouns(
  `documentation docs doc guide help instruction manual tutorial syntax capability capabilities feature version type types
  country region timezone time date weather forecast place map geocode route direction distance category language currency
  paper citation arxiv pubmed wikipedia news web webpage website stock price ticker crypto coin market quote
  catalog offering plan datacenter zone library package dependency cve vulnerability npm pypi recipe movie music
  definition dictionary unit formula example sample flavor gpu cpu
  knowledge article regulation law standard icon color emoji font holiday flight hotel restaurant business poi
  isochrone matrix tile elevation chart diagram number thought uuid hash random tool prompt 
  hub marketplace registry trend trending`,
);

/** Text that strangers write. */
export const STRANGERS_TEXT = nouns(
  `web webpage website url html issue comment ticket message email mail thread review post tweet reply
  conversation discussion news article feed rss inbox chat feedback
  mention dm notification crawl scrape paper abstract forum transcript reddit youtube wikipedia readme
  video submission lead gist replay podcast listing`,
  `search result | pull request | web search | review comment | form response | survey response | channel history | web page | support ticket
  support case | merge request | public template
  nuget package | npm package | pypi package`,
);
