/** Where money moves, and where it is only spoken of. */
import { check } from "./check.ts";

check("initiating pays where what is initiated is a payment", [
  [{ name: "initiate_payment" }, "financial"],
  [{ name: "initiate_backup", description: "Initiate a backup" }, "execute"],
]);

check("a fee for use is no payment", [
  [{ name: "voice_copy", description: "Clone a voice. The voice will be charged upon use." }, "write"],
  [{ name: "voice_copy", description: "Clone a voice. Your card will be charged." }, "financial"],
]);

check("a plan that others subscribe to, or one's own", [
  [
    { name: "update_plan", description: "Update a billing plan", siblings: ["create_refund", "list_invoices"] },
    "write",
  ],
  [
    { name: "upgrade_plan", description: "Upgrade the plan", siblings: ["create_refund", "list_invoices"] },
    "financial",
  ],
]);

check("charging a card, or a battery", [
  [
    { name: "charge_card", description: "Charge a saved card", siblings: ["create_refund", "list_invoices"] },
    "financial",
  ],
  [{ name: "charge_robot", description: "Charge a robot", siblings: ["dock_robot"] }, "write"],
]);

check("new terms of an open order are an order", [
  [{ name: "replace_order", description: "Replace an open order", ...{ server: "trading broker" } }, "financial"],
  [{ name: "replace_order", description: "Replace the order of the shelves" }, "write"],
]);

check("what is offered is sold", [
  [{ name: "list_picture", description: "List a picture for sale" }, "financial"],
  [{ name: "list_pictures", description: "List the pictures of a shop" }, "read"],
]);

check("what is claimed or wrapped on a chain changes hands", [
  [{ name: "claim_rewards", description: "Claim rewards of a vault", server: "wallet token trading" }, "financial"],
  [{ name: "claim_rewards", description: "Claim a ticket", server: "support desk" }, "write"],
]);

check("fetching what has to be paid pays", [
  [{ name: "fetch_article", description: "Fetch a paid resource" }, "financial"],
  [{ name: "fetch_article", description: "Fetch a resource" }, "read"],
]);

check("an invoice that can be paid at once, or a record of one", [
  [{ name: "make_invoice", description: "Create a lightning invoice" }, "financial"],
  [{ name: "make_invoice", description: "Create an invoice" }, "write"],
]);

check("a bot that trades is a trade", [
  [{ name: "createBot", description: "Creates a futures grid bot", server: "exchange trading" }, "financial"],
  [{ name: "createBot", description: "Creates a chat bot", server: "exchange trading" }, "write"],
]);

check("a request that is sent again with its payment pays", [
  [{ name: "retry_request", description: "Retries a request with x402 payment" }, "financial"],
  [{ name: "retry_request", description: "Retries a request" }, "execute"],
]);
