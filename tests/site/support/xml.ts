/** Well-formedness of the XML that we write: elements nest, text and attributes hold no bare sign. */
export function findXmlFaults(xml: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const token = /<\?[^?]*\?>|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+|</g;
  for (const [text, close, name, , empty] of xml.matchAll(token)) {
    if (text === "<") faults.push("a bare <");
    else if (name === undefined) {
      if (!text.startsWith("<?") && /&(?!#?\w+;)/.test(text)) faults.push(`a bare & in ${text.slice(0, 60)}`);
    } else if (close) {
      const last = open.pop();
      if (last !== name) faults.push(`</${name}> closes <${last}>`);
    } else if (!empty) open.push(name);
  }
  return [...faults, ...open.map((name) => `<${name}> is not closed`)];
}
