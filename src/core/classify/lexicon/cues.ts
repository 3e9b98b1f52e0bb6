/** Phrases of descriptions that prove or refute something, with the reason for each group. */
import { phrases } from "./words.ts";

export const CUES = {
  /** The author promises that nothing changes. A promise, so weighed. */
  claimsReadOnly: phrases(`
    read only | readonly | does not modify | doesn't modify | do not modify | without modifying | does not change | doesn't change
    no side effects | does not create | does not alter | without making changes | no changes are made | makes no changes | only reads | non destructive
    without making any changes | does not write | never modifies | never writes | without executing | does not execute | no modifications
    nothing is changed | writes nothing | changes nothing | stores nothing | modifies nothing | only retrieves | dry run only | no data is changed | will not modify | does not make any changes`),
  /** Only statements that read get through to the engine. */
  readsStatementsOnly: phrases(`
    read only sql | read only query | read only queries | only select | select queries only | select statements only | only read only
    select only | select query | select queries | select statement | select statements | read query | read only cypher | read only transaction | readonly query
    read only statements | only select queries | read only statement | read only access | read only mode | read queries
    only supports select | only allows select | read cypher | non mutating`),
  /** What else is passed is refused: more than a promise. */
  refusesChanges: phrases(`
    only allowlisted read only | only read only commands | read only commands only | only read only operations | only read operations
    only whitelisted read only | write operations are blocked | write operations are rejected | write commands are blocked | write commands are rejected
    mutating commands are blocked | mutating commands are rejected | rejects write | rejects any write | blocks write`),
  /** Beside the mode that only reads there is one that does not. */
  writesInAMode: phrases("read write mode | write mode | read write access | all ddl | all dml | any write"),
  /** A label in front of the description: the call changes something. */
  labelledChanging: phrases("mutating | mutates | write operation | writes data | modifies data"),
  /** All that can be done to a record, deleting it included. */
  doesCrud: phrases(
    "crud | create read update delete | create read update and delete | create read update or delete | read update delete",
  ),
  /** What is deleted can be had again. */
  restorable: phrases(`
    to trash | to the trash | into the trash | in trash | in the trash | recycle bin | the bin | can be restored | be restored later | can be undone | is reversible
    reversible | soft delete | soft deletes | soft deletion | can be recovered | recoverable | be recovered | can restore | you can re | can be re | be reactivated
    can be reactivated | can be reversed | can be reverted | restorable | to be restored | soft retire | soft retires | preserves all history | preserves history | keeps its history | restore it later | can be unarchived | archives it | moved to archive
    be undone with | recently deleted | retention period | undoable | restore later | trash folder | deleted items folder | to deleted items`),
  /** What is done stays done. */
  irreversible: phrases(`
    cannot be undone | can't be undone | can not be undone | irreversible | irreversibly | permanently | permanent | not reversible
    unrecoverable | cannot be recovered | cannot be restored | cannot be reversed | can't be reversed | can't be recovered | data loss
    no undo | not be recoverable | destroys | is destructive | destructive operation | destructive action | will be lost | be deleted forever
    immediately invalidated | forever`),
  /** The whole of what stood there goes. */
  overwrites: phrases(`
    without warning | completely overwrite | completely overwrites | overwrites the existing | overwrites existing | overwrite existing | overwrites the website
    overwrites everything | full replacement | replaces all | replaces everything | replaces the entire | replaces entire | replace all existing
    replace the entire | overwriting existing | overwrites all | wipes | replaces existing | replaces any existing | replaces the whole | fully replaces
    overwriting the | will be overwritten | is overwritten | are overwritten | overwrites any | discards all`),
  /** Not enough alone: overwriting is also the ordinary way to save. */
  mentionsOverwriting: phrases("overwrite | overwrites | overwriting | overwritten | replaces | replaced"),
  /** Money moves. */
  chargesMoney: phrases(`
    real money | will be charged | charges the | will charge | spends | incurs charges | paid order | places an order | place an order | billed immediately
    moves funds | transfers funds | real funds | costs money | on chain transaction | on chain transfer | purchase order
    charged to | be charged immediately | sends a transaction | signs and sends | paid resource | with x402 payment | with l402 payment | pays for the | handles payments | handles payment | broadcasts a transaction | signs and broadcasts`),
  /** Nobody is committed yet. */
  commitsNobody: phrases(`
    draft invoice | as a draft | draft order | as draft | in draft | unpaid | not charged | no charge | without charging | test mode | paper trading | simulated
    sandbox account | does not charge | unsigned transaction | not executed until | quote only | creates a draft | save as draft | saves a draft`),
  /** The caller's text is run. */
  runsCallerCode: phrases(`
    arbitrary code | arbitrary sql | arbitrary command | arbitrary commands | arbitrary javascript | arbitrary python | arbitrary script | raw sql | shell command | shell commands
    terminal command | terminal commands | bash command | bash commands | execute code | run code | executes code | runs code | python code | javascript code | sql query | sql queries | sql statement
    sql statements | execute a command | execute commands | run a command | runs a command | executes a command | cypher query | cypher queries | system command
    system commands | execute a script | run a script | code snippet | javascript function | custom code | execute sql | run sql | js code | any sql | cli command
    powershell command | applescript | aggregation pipeline | graphql query | command line`),
  /** A request to wherever the caller says. */
  sendsHttp: phrases(
    "http post | http put | http patch | http delete | post request | put request | patch request | delete request | http request | http requests",
  ),
  /** The result is stored at a provider or on a disk. */
  savesResult: phrases(`
    saves to | save to | saved to | saves the | writes to | written to | stores the | stored in | stored on | save it to | saved in | saved as | to disk | to a file | to a local file | local file system
    to the local | saves it | to your computer | to local disk | saves them | will be saved | output file | save the | and save | and saves | and store | and stores`),
  /** It is only handed back. */
  onlyReturns: phrases(`
    does not save | not saved | returns the generated | returns generated | returns code | without saving | returned as text | does not store | returns a suggestion | without creating
    doesn't create | does not actually | returns a string | returns a json string | returns json | returns the json | as a json string | as a string | returned as json | no file is written | returns instructions | returns guidance`),
  /** An asynchronous job at somebody else's machines. */
  startsJob: phrases(`
    asynchronous job | async job | starts a job | start a job | returns a job id | returns a job | job id to | background job | kicks off | kick off | starts an asynchronous | start an asynchronous
    queues a | queue an | enqueues | long running task | starts a crawl | starts network work | triggers a | asynchronously | returns a task id | background task | in the background`),
  /** It reaches people at once. */
  reachesPeople: phrases(`
    sends an email | send an email | sends a message | send a message | sends email | sends a notification | notifies | will be notified | will notify | email notification is sent | sends an sms
    sends an invitation email | to all users | to all subscribers | to all followers | emails the | invitation email | send notification`),
  /** Something starts or restarts as a consequence. */
  restartsService: phrases(`
    will restart | restarts the | is restarted | restarts on | triggers a redeploy | triggers a deployment | triggers redeployment | will be restarted | triggers a build
    reboots | redeploys | starts running | begins running | stops running | will not run until`),
  /** What it does lies outside: running a simulation is only computing. */
  opensAnyUrl: phrases(`
    any url | any website | any web page | any webpage | given url | a url | from url | from a url | specified url | provided url | from the web | web page | webpage | urls | web content | the url`),
  /** What comes back is what anybody wrote on the web. */
  searchesWeb: phrases(`
    web search | web searches | search the web | searches the web | search the internet | searches the internet | search results from google | results from google
    searches google | search google | google search results | search on google | web grounded | web grounding | duckduckgo
    multi source research | deep research | deeply research | research a topic`),
  /** The author warns of what others wrote. */
  holdsStrangersText: phrases(
    "user generated content | untrusted content | untrusted user | untrusted text | third party content",
  ),
  /** The public knows it. */
  publicInformation: phrases(`
    documentation | docs | web search | search the web | the web | the internet | public | publicly | open source | knowledge base | wikipedia | arxiv | pubmed | weather | news | best practices | learning resources
    available types | pricing | catalog | search engine | scientific | natural language`),
  grantsAccess: phrases(`
    grants access | grant access | gives access | give access | share with | access to the | credentials | new api key | api key | access token | permission to | permissions | as a member | as an admin | collaborator
    pull access | with full access | make public | publicly accessible | share link | admin role`),
  returnsSecrets: phrases(`
    connection string | connection strings | api key | api keys | secret key | private key | password | credentials | access token | secrets | environment variables | env vars | client secret | secret value | service role key | returned only
    secret values`),
  touchesMany: phrases(`
    in bulk | bulk | multiple | batch | all of the | every | one or more | at once | list of ids | mass | all pending | all messages | all data | all stored | all items | all files | all users | all records
    in a single call | in one call | several | up to | all cookies | all documents | matching a filter | matching the filter | all rows | entire`),
} as const satisfies Record<string, readonly string[]>;
export type Cue = keyof typeof CUES;
