/** Words that English makes of a verb, and names that end in one. */
import { check } from "./check.ts";

check("doing again or in bulk what is done once", [
  [{ name: "resubmit_form" }, "execute"],
  [{ name: "bulkdelete" }, "destructive"],
  [{ name: "unschedule_visit" }, "write"],
  [{ name: "recheck_shelf" }, "read"],
]);

check("who does it", [
  [{ name: "shelf_reader" }, "read"],
  [{ name: "deploy_notes_reader", description: "Everything about the notes" }, "read"],
  [{ name: "shelf_updater" }, "write"],
  [{ name: "task_launcher" }, "execute"],
  [{ name: "shelf_folder", description: "Delete a folder" }, "destructive"],
]);

check("the noun of what is done", [
  [{ name: "shelf", description: "Performs optical recognition of a page" }, "read"],
  [{ name: "shelf", description: "Performs a deletion of a page" }, "destructive"],
  [{ name: "completion", description: "Generate a completion" }, "read"],
  [{ name: "completion", description: "Complete the order of a shelf" }, "write"],
]);

check("verbs of machines, games and markets", [
  [{ name: "fuzz_endpoint" }, "execute"],
  [{ name: "jump" }, "execute"],
  [{ name: "failover_replica" }, "execute"],
  [{ name: "deduplicate_words" }, "read"],
  [{ name: "relabel_box" }, "write"],
  [{ name: "rescind_offer" }, "destructive"],
  [{ name: "prepay_rent" }, "financial"],
]);

check("a manual about an act", [
  [{ name: "migrate_shelf_guide", description: "Always read this before moving a shelf" }, "read"],
  [{ name: "migrate_shelf", description: "Migrate a shelf" }, "execute"],
  [{ name: "shelf_rules", description: "ALWAYS call when sorting books" }, "read"],
]);

check("what the name makes of a thing the description only shows", [
  [{ name: "enrich_book", description: "Fetch a report on a book" }, "read"],
  [{ name: "enrich_book", description: "Add what is known to a book" }, "write"],
]);
