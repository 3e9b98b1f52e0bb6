import { expect, test } from "vitest";
import { convertToMarkdown } from "../../src/lib/html-markdown.ts";

test.each<[string, string, string]>([
  ["headings", "<h1>One</h1><h2>Two <small>of it</small></h2>", "# One\n\n## Two (of it)\n"],
  [
    "paragraphs",
    "<p>One\n  line.</p><div><p>Two &amp; three.</p></div>",
    "One line.\n\nTwo & three.\n".replace("&", "\\&"),
  ],
  ["links", '<p>See <a href="/a/">the <bdi>a</bdi></a>.</p>', "See [the a](/a/).\n"],
  ["links side by side", '<p><a href="/a/">a</a><a href="/b/">b</a></p>', "[a](/a/) [b](/b/)\n"],
  ["an address with signs", '<p><a href="/a(b)?c=1&amp;d=2">a</a></p>', "[a](/a%28b%29?c=1&d=2)\n"],
  ["spans side by side", "<p><span>1</span><span>tool</span>, <b>x</b></p>", "1 tool, x\n"],
  ["a list", "<ul><li>a</li><li>b <code>c</code></li></ul>", "- a\n- b `c`\n"],
  ["steps", "<ol><li>a</li><li>b</li></ol>", "1. a\n2. b\n"],
  ["terms", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd><ul><li>d</li></ul></dd></dl>", "- a: b\n- c: d\n"],
  [
    "a table",
    '<table><caption>No</caption><thead><tr><th scope="col">a</th><th>b</th></tr></thead><tbody><tr><th class="name">x|y</th><td><p>1</p><p>2</p></td></tr></tbody></table>',
    "| a | b |\n| --- | --- |\n| `x\\|y` | 1 2 |\n",
  ],
  ["code", "<pre><code>a\n  b &lt;c></code></pre>", "```\na\n  b <c>\n```\n"],
  ["a quotation", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b\n"],
  ["no controls", '<form><p>a</p></form><fieldset class="filters">b</fieldset><button>c</button><p>d</p>', "d\n"],
  [
    "hostile text",
    "<p>&lt;img src=x> [a](b) `c` *d* &#35; &quot;</p>",
    '\\<img src=x\\> \\[a\\](b) \\`c\\` \\*d\\* \\# "\n',
  ],
  ["a name with backticks", '<p><span class="name">a``b</span></p>', "```a``b```\n"],
  ["what is not closed", "<p>a<b>c</p><p>d</p>", "ac\n\nd\n"],
])("%s", (_, html, expected) => {
  expect(convertToMarkdown(`<body><p>no</p><main>${html}</main><p>no</p></body>`)).toBe(expected);
});

test("a page without main has none", () => expect(convertToMarkdown("<p>a</p>")).toBe(""));
