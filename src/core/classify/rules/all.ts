/** Every rule about the category, in the order of their names. */
import { asksQuestion } from "./asks-question.ts";
import { booksSomething } from "./books-something.ts";
import { callsAgentOrApi } from "./calls-agent-or-api.ts";
import { canBeRestored } from "./can-be-restored.ts";
import { cancelsForGood } from "./cancels-for-good.ts";
import { cannotBeUndone } from "./cannot-be-undone.ts";
import { changesRecord } from "./changes-record.ts";
import { changesSubscription } from "./changes-subscription.ts";
import { claimsReadOnly } from "./claims-read-only.ts";
import { clearsSession } from "./clears-session.ts";
import { commitsNobody } from "./commits-nobody.ts";
import { computesResult } from "./computes-result.ts";
import { controlsDevice } from "./controls-device.ts";
import { createsRecord } from "./creates-record.ts";
import { declaresChanges } from "./declares-changes.ts";
import { declaresDestructive } from "./declares-destructive.ts";
import { declaresReadOnly } from "./declares-read-only.ts";
import { deletesForGood } from "./deletes-for-good.ts";
import { deletesRecord } from "./deletes-record.ts";
import { drivesInterface } from "./drives-interface.ts";
import { endsResource } from "./ends-resource.ts";
import { fetchesIntoClone } from "./fetches-into-clone.ts";
import { forcesChange } from "./forces-change.ts";
import { generatesSomething } from "./generates-something.ts";
import { givesAccess } from "./gives-access.ts";
import { handlesSomething } from "./handles-something.ts";
import { hasNoKnownAct } from "./has-no-known-act.ts";
import { issuesInvoice } from "./issues-invoice.ts";
import { makesCompute } from "./makes-compute.ts";
import { makesPayment } from "./makes-payment.ts";
import { managesSomething } from "./manages-something.ts";
import { movesMoney } from "./moves-money.ts";
import { namesInformation } from "./names-information.ts";
import { opensSomething } from "./opens-something.ts";
import { opensToRead } from "./opens-to-read.ts";
import { overwritesEverything } from "./overwrites-everything.ts";
import { pagesThroughResults } from "./pages-through-results.ts";
import { publishesOrMerges } from "./publishes-or-merges.ts";
import { reachesPeople } from "./reaches-people.ts";
import { readsStatementsOnly } from "./reads-statements-only.ts";
import { reportsProblem } from "./reports-problem.ts";
import { resetsState } from "./resets-state.ts";
import { resolvesName } from "./resolves-name.ts";
import { restartsAsConsequence } from "./restarts-as-consequence.ts";
import { returnsGeneratedText } from "./returns-generated-text.ts";
import { returnsInformation } from "./returns-information.ts";
import { revokesAccess } from "./revokes-access.ts";
import { runsCallerCode } from "./runs-caller-code.ts";
import { runsSomething } from "./runs-something.ts";
import { runsTests } from "./runs-tests.ts";
import { savesResult } from "./saves-result.ts";
import { saysItChanges } from "./says-it-changes.ts";
import { saysItCharges } from "./says-it-charges.ts";
import { sendsMoney } from "./sends-money.ts";
import { startsRemoteJob } from "./starts-remote-job.ts";
import { startsSomething } from "./starts-something.ts";
import { stopsSomething } from "./stops-something.ts";
import { storesSomething } from "./stores-something.ts";
import { takesCommand } from "./takes-command.ts";
import { takesContent } from "./takes-content.ts";
import { takesOutOfList } from "./takes-out-of-list.ts";
import { takesPayment } from "./takes-payment.ts";
import { transfersOwnership } from "./transfers-ownership.ts";
import { wipesData } from "./wipes-data.ts";

export const RULES = [
  asksQuestion,
  booksSomething,
  callsAgentOrApi,
  canBeRestored,
  cancelsForGood,
  cannotBeUndone,
  changesRecord,
  changesSubscription,
  claimsReadOnly,
  clearsSession,
  commitsNobody,
  computesResult,
  controlsDevice,
  createsRecord,
  declaresChanges,
  declaresDestructive,
  declaresReadOnly,
  deletesForGood,
  deletesRecord,
  drivesInterface,
  endsResource,
  fetchesIntoClone,
  forcesChange,
  generatesSomething,
  givesAccess,
  handlesSomething,
  hasNoKnownAct,
  issuesInvoice,
  makesCompute,
  makesPayment,
  managesSomething,
  movesMoney,
  namesInformation,
  opensSomething,
  opensToRead,
  overwritesEverything,
  pagesThroughResults,
  publishesOrMerges,
  reachesPeople,
  readsStatementsOnly,
  reportsProblem,
  resetsState,
  resolvesName,
  restartsAsConsequence,
  returnsGeneratedText,
  returnsInformation,
  revokesAccess,
  runsCallerCode,
  runsSomething,
  runsTests,
  savesResult,
  saysItChanges,
  saysItCharges,
  sendsMoney,
  startsRemoteJob,
  startsSomething,
  stopsSomething,
  storesSomething,
  takesCommand,
  takesContent,
  takesOutOfList,
  takesPayment,
  transfersOwnership,
  wipesData,
] as const;
export type RuleId = (typeof RULES)[number]["id"];
