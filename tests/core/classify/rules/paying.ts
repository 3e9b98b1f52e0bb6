/** What moves money. */
import { READ, type RuleCases } from "./cases.ts";

export const PAYING = {
  "books-something": {
    holds: { name: "book_flight", description: "Book a flight" },
    nearMiss: { name: "book_meeting", description: "Book a meeting slot" },
    apart: READ,
  },
  "changes-subscription": {
    holds: {
      name: "update_subscription",
      description: "Update a subscription",
      siblings: ["create_refund", "list_invoices"],
    },
    nearMiss: { name: "update_subscription", description: "Update a webhook subscription" },
    apart: READ,
  },
  "issues-invoice": {
    holds: { name: "finalize_invoice", description: "Finalize an invoice" },
    nearMiss: { name: "create_invoice", description: "Create an invoice" },
    apart: READ,
  },
  "makes-payment": {
    holds: { name: "create_refund", description: "Create a refund" },
    nearMiss: { name: "create_refund_report", description: "Create a report about money" },
    apart: READ,
  },
  "moves-money": {
    holds: { name: "buy_domain", description: "Buy a domain" },
    nearMiss: { name: "renew_certificate", description: "Renew a certificate" },
    apart: READ,
  },
  "says-it-charges": {
    holds: { name: "create_thing", description: "Create a thing. Your card will be charged." },
    nearMiss: { name: "get_thing", description: "Get what will be charged" },
    apart: READ,
  },
  "sends-money": {
    holds: { name: "send_tokens", description: "Send tokens" },
    nearMiss: { name: "send_token_alert", description: "Send an alert" },
    apart: READ,
  },
  "takes-payment": {
    holds: { name: "capture_payment", description: "Capture a payment" },
    nearMiss: { name: "capture_screen", description: "Capture the screen" },
    apart: READ,
  },
} as const satisfies Record<string, RuleCases>;
