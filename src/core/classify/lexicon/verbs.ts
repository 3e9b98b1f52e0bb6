/**
 * English verbs of tool names and descriptions, by what they do to the world. The kinds are finer than the categories,
 * because several verbs only become one category by their object:`create` a note, a pod or a refund.
 */
import { DESTRUCTIVE_VERBS } from "./destructive-verbs.ts";
import { EXECUTE_VERBS } from "./execute-verbs.ts";
import { FINANCIAL_VERBS } from "./financial-verbs.ts";
import { READ_VERBS } from "./read-verbs.ts";
import { words } from "./words.ts";
import { WRITE_VERBS } from "./write-verbs.ts";

/** Verbs whose category their object decides, or that say too little. */
const OPEN_VERBS = {
  /** Deletes a thing, or only takes it out of a list. */
  remove: words("remove srem zrem lrem eliminate discard exclude expel oust strip lpop rpop pop dequeue"),
  /** Wipes data, or only empties a field of the session. */
  clear: words("clear empty"),
  /** Stops a run, ends a contract, or takes back a request. */
  cancel: words("cancel void"),
  /** Returns text, or stores an image. */
  generate: words(
    "generate synthesize synthesise produce compose draft design sketch animate imagine craft formulate devise conceive",
  ),
  /** Publishes, or creates a record. */
  post: words("post"),
  open: words("open"),
  close: words("close"),
  /** Copies one way or the other. */
  sync: words("cache sync synchronize synchronise refresh reindex recompute recalculate"),
  connect: words(`
    connect disconnect attach detach mount unmount reconnect login logout authenticate reauthenticate reauthorize reauthorise signin signout`),
  /** A question to documents, or to an agent that acts. */
  ask: words("ask answer chat converse discuss talk consult prompt elicit instruct interview"),
  transfer: words("transfer"),
  restore: words("restore recover revert undo unrevert undelete"),
  apply: words("apply"),
  /** Pays for a flight or a meal, or takes a slot in a calendar. */
  book: words("book reserve order checkout"),
  /** Tries a connection, or runs a suite. */
  test: words("test debug"),
  /** Settles an issue, or finds out what a name stands for. */
  resolve: words("resolve"),
  /** Says that something is done, not what. */
  handle: words(`
    manage handle process perform use do control operate make work interact access provide support administer coordinate
     oversee govern    tackle`),
} as const;

export const VERB_KINDS = {
  ...READ_VERBS,
  ...WRITE_VERBS,
  ...EXECUTE_VERBS,
  ...DESTRUCTIVE_VERBS,
  ...FINANCIAL_VERBS,
  ...OPEN_VERBS,
} as const satisfies Record<string, readonly string[]>;
export type VerbKind = keyof typeof VERB_KINDS;

/** Verbs that are nouns too (`an update`, `a search`), but rarely so in a tool's name. */
export const MOSTLY_VERBS: ReadonlySet<string> = new Set(
  words(`
  activate ask draft resolve finalize enter assign attach browse calculate call cancel capture check claim clear click clone close compare
  compute connect convert copy count crawl debug delete deploy describe detach display download drag drop edit
  enter execute exit explain export extract fetch fill find fork format generate get grant handle hide hover import insert
  inspect install invite invoke launch like link list load lock look lookup make mark merge mint move mute navigate
  notify open parse pause pay perform pin ping play press preview provision publish pull purchase purge push query read
  rebase rebuild refresh register remove rename render rent replay reply request reset resize restart resume retry return
  revert revoke rotate run save scale scan schedule scrape scroll search see select sell send set setup show share shop
  shutdown sign simulate sleep split start step stop submit subscribe summarize swap switch sync tap 
  think toggle touch trade transfer transform translate trash trigger turn type update upgrade upload use verify view visit vote wait
  watch wipe withdraw work wrap write zoom snooze pay refund reopen approve stage answer analyze empty`),
);

/** Verbs that in names are nouns more often (`get_order_status`, `git_log`, `list_comments`): verbs where nothing else is one. */
export const ALSO_NOUNS: ReadonlySet<string> = new Set(
  words(`
  act award center layout mix pad pair peer compact flash spot talk dm email sms alert appeal archive audit back backup balance batch bet bid block blame book bookmark branch break broadcast
  buffer cache campaign cat change channel charge chart chat checkout cluster code comment commit contact content control cost
  cover credit cut dash data default delay demo deposit detail diff dim direct discount dispatch do document dose draw drive
  dump echo end checkout kick estimate event exchange favorite feed field file filter flag focus follow forecast forward freeze function fund gift
  graph group guide hash head help highlight history hold host image index input issue join place judge jump key kick label land
  lead lease license light limit listen loan log login mail map mask match measure memo memory mention message mine mirror
  model monitor mount name need note notice bill bridge uuid spell grammar mouse dock fly sketch track dir escrow airdrop payout hedge exercise burn commission
  dig step proxy text document author spec water pan lift jump attack contract dispute appeal present cite digest outline grade
  crack brute backfill backtest mirror rip water eat plant pen stub warn trust pledge sponsor bundle balance structure shift fade fix overlay
  supply harvest wrap consent segment stem union equip dock boost
  standby throttle bash ssh zip memo scaffold isochrone lint fire rollback rollout blur paste dial ocr embed chunk contrast hello flip
  next trending xray fax advance tear teardown cleanup vacuum alarm spin fork intersect skip build access process design research store test tell number object offer order email output own pack page paint park patch permit phone
  pipeline place plan plot plug point poll pool post predict present price print probe profile program project
  prompt proof question queue quote rank rate react reason recall receipt record recover reference release remind remote
  repair report resource response rest result review reverse reward ring roll round route row rule sample score screen
  screenshot script seed segment sequence shell shift ship short long signal size slice snapshot sort source space spam spawn spend squash
  stack stake star stash state status stat stats steer stream structure study style suggest sum summary supply support surface table tag tail target task
  template text thread ticket time tip title top topic total trace train travel trend tree trust tune value version
  voice walk warm wire feature measure power record profile benchmark buffer average function random factor plan cluster crop lead dml crud`),
);
