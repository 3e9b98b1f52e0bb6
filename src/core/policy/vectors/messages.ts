/** Messages: what is a call that may be judged, and what two readers could understand in two ways. */
import type { MessageVector } from "./types.ts";

const call = (params: string) => `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`;
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

type Row = readonly [about: string, text: string];

const ACCEPTED: Row[] = [
  ["a call", call('{"name":"list","arguments":{"a":1}}')],
  ["without arguments", call('{"name":"list"}')],
  ["with spaces and line feeds", ` \n${call('{ "name" : "list" , "arguments" : { } }')}\t\r\n`],
  ["an id that is text", '{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"list"}}'],
  ["with a progress token", call('{"name":"list","_meta":{"progressToken":1}}')],
  ["a name with escapes", call('{"name":"l\\u0069st"}')],
  ["a name that reaches a prototype is a name", call('{"name":"__proto__"}')],
  [
    "every kind of value",
    call('{"name":"x","arguments":{"a":null,"b":true,"c":-1.5e3,"d":"\\ud83d\\ude00","e":[{}]}}'),
  ],
  ["texts that look like keys", call('{"name":"x","arguments":{"a":":","b":"\\":","c":"\\\\"}}')],
  ["one key in two objects", call('{"name":"x","arguments":{"name":"y","a":{"name":"z"}}}')],
];

const REFUSED: Row[] = [
  ["nothing", ""],
  ["no JSON", "list"],
  ["a batch", `[${call('{"name":"list"}')}]`],
  ["an empty batch", "[]"],
  ["a batch inside of params", call('[{"name":"list"}]')],
  ["a text", '"tools/call"'],
  ["null", "null"],
  ["two messages", `${call('{"name":"list"}')}${call('{"name":"list"}')}`],
  ["two messages in two lines", `${call('{"name":"list"}')}\n${call('{"name":"list"}')}`],
  ["cut off", '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"li'],
  ["a comma at the end", call('{"name":"list",}')],
  ["a comment", call('{"name":"list"/* */}')],
  ["single quotes", call("{'name':'list'}")],
  ["a byte order mark", `\ufeff${call('{"name":"list"}')}`],
  ["a key that stands twice", call('{"name":"list","name":"delete_all"}')],
  ["a key that stands twice, once escaped", call('{"name":"list","n\\u0061me":"delete_all"}')],
  ["a key that stands twice, apart from its colon", call('{"name" :"list","a":":","name"\n:"delete_all"}')],
  ["a key of another case beside it", call('{"name":"list","Name":"delete_all"}')],
  ["a key of another case alone", call('{"Name":"list"}')],
  ["a key that folds to it", call('{"name":"list","argumentſ":{}}')],
  ["arguments twice", call('{"name":"list","arguments":{},"arguments":{"all":true}}')],
  ["arguments of another case", call('{"name":"list","Arguments":{"all":true}}')],
  ["an argument that stands twice", call('{"name":"x","arguments":{"a":1,"a":2}}')],
  ["arguments that differ only in case", call('{"name":"x","arguments":{"amount":1,"Amount":500}}')],
  ["the same, deeper", call('{"name":"x","arguments":{"a":[{"b":1,"B":2}]}}')],
  ["method twice", '{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call","params":{"name":"list"}}'],
  [
    "params of another case",
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list"},"Params":{"name":"x"}}',
  ],
  ["a key that reaches a prototype", call('{"name":"x","arguments":{"__proto__":{"a":1}}}')],
  ["a key that reaches a prototype, escaped", call('{"name":"x","arguments":{"\\u005f_proto__":{"a":1}}}')],
  ["constructor as a key", call('{"name":"x","arguments":{"constructor":{"prototype":{"a":1}}}}')],
  ["__proto__ in params", call('{"name":"x","__proto__":{"arguments":{}}}')],
  ["a key that is not known", call('{"name":"x","tool":"y"}')],
  [
    "a key that is not known, outside",
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"},"extra":1}',
  ],
  ["no name", call('{"arguments":{}}')],
  ["an empty name", call('{"name":""}')],
  ["a name that is a number", call('{"name":1}')],
  ["a name that is a list", call('{"name":["list"]}')],
  ["a name that is null", call('{"name":null}')],
  ["a name of more than 10,000 characters", call(`{"name":"${"x".repeat(10_001)}"}`)],
  ["arguments that are a list", call('{"name":"x","arguments":[1]}')],
  ["arguments that are text", call('{"name":"x","arguments":"{}"}')],
  ["arguments that are null", call('{"name":"x","arguments":null}')],
  ["params that are text", call('"{}"')],
  ["no params", '{"jsonrpc":"2.0","id":1,"method":"tools/call"}'],
  ["_meta that is no object", call('{"name":"x","_meta":1}')],
  ["another version", '{"jsonrpc":"1.0","id":1,"method":"tools/call","params":{"name":"x"}}'],
  ["no version", '{"id":1,"method":"tools/call","params":{"name":"x"}}'],
  ["no id", '{"jsonrpc":"2.0","method":"tools/call","params":{"name":"x"}}'],
  ["an id that is null", '{"jsonrpc":"2.0","id":null,"method":"tools/call","params":{"name":"x"}}'],
  ["an id that is a fraction", '{"jsonrpc":"2.0","id":1.5,"method":"tools/call","params":{"name":"x"}}'],
  ["another method", '{"jsonrpc":"2.0","id":1,"method":"tools/Call","params":{"name":"x"}}'],
  ["a number that is no double", call('{"name":"x","arguments":{"a":1e999}}')],
  ["a whole number that a double rounds", call('{"name":"x","arguments":{"a":9007199254740993}}')],
  ["a number with a plus", call('{"name":"x","arguments":{"a":+1}}')],
  ["a number with a zero in front", call('{"name":"x","arguments":{"a":01}}')],
  ["NaN", call('{"name":"x","arguments":{"a":NaN}}')],
  ["a control character in text", call('{"name":"x","arguments":{"a":"\u0000"}}')],
  ["a wrong escape", call('{"name":"x","arguments":{"a":"\\x41"}}')],
  ["nested too deep", call(`{"name":"x","arguments":{"a":${deep(100)}}}`)],
  ["nested far too deep", call(`{"name":"x","arguments":{"a":${deep(2_000)}}}`)],
];

export function listMessageVectors(): MessageVector[] {
  const make = (rows: Row[], accepted: boolean) =>
    rows.map(
      ([about, text], index): MessageVector => ({
        id: `message-${accepted ? "accepted" : "refused"}-${index + 1}`,
        about,
        text,
        accepted,
      }),
    );
  return [...make(ACCEPTED, true), ...make(REFUSED, false)];
}
