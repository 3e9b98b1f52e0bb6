/** Words that make sentences about tools, apart from what is done and to what. */
import { words } from "./words.ts";

/** Words that no object is made of and behind which a verb may still come. */
export const FILLERS = new Set(
  words(`
  this these tool tools is are was be can could will would may should must you your users user the a an and it which that to for
  use used uses using useful utilize utilizes utilizing leverage leverages leveraging employ employs employing allows allow allowing lets let enables enable enabling helps help helping agent agents llm ai model assistant
  api endpoint function method command server mcp client please first also then just only simply directly easily quickly
  permanently immediately safely automatically programmatically asynchronously synchronously completely fully securely properly
  efficiently selectively recursively atomically temporarily manually intelligently optionally gracefully dynamically
  forcefully instantly interactively remotely locally deprecated beta experimental preview alpha new ability able want wants need
  needs provides provide providing performs perform performing supports support tries try attempts attempt designed way when
  conduct conducts conducting assists assist facilitates has have in order handles syntactically semantically conditionally either both primary preferred recommended advanced
  purpose simple smart fast powerful low level high legacy required important note admin pro premium always`),
);

export const CONDITIONAL: ReadonlySet<string> = new Set([
  "if",
  "when",
  "after",
  "before",
  "once",
  "whenever",
  "unless",
  "while",
  "given",
  "during",
  "since",
]);

/** What follows one of these is asked about. */
export const QUESTIONS: ReadonlySet<string> = new Set(words("what which who whom whose where why how whether"));

/** What a noun phrase ends before, apart from prepositions. */
export const ENDS_PHRASE: ReadonlySet<string> = new Set([
  ".",
  ";",
  ":",
  "(",
  "\n",
  "and",
  "or",
  "that",
  "which",
  "via",
]);

/** `A unified tool for retrieving …`. */
export const TOOLS: ReadonlySet<string> = new Set(
  words("tool api endpoint function method utility interface service operation command"),
);

/** After one of these a verb is said of what stands before. */
export const MODALS: ReadonlySet<string> = new Set(
  words("will can must may should allows lets is helps enables provides performs supports"),
);
