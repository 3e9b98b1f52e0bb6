/** Which elements a list has, by key: kept between questions, since loops ask of long lists again and again. */
import { keyOf, type ListValue, type Value } from "./values.ts";

interface Index {
  count: number;
  last: Value | undefined;
  byKey: Map<string, Value[]>;
  hasOthers: boolean;
}

const indexes = new WeakMap<readonly Value[], Index>();

/** The elements with the key; `hasOthers`: some elements have none, and may be anything. */
export function elementsWith(target: ListValue, id: string): { found: readonly Value[]; hasOthers: boolean } {
  const { byKey, hasOthers } = indexOf(target.items);
  return { found: byKey.get(id) ?? [], hasOthers };
}

function indexOf(items: readonly Value[]): Index {
  let index = indexes.get(items);
  const hasGrown = index && index.count <= items.length && items[index.count - 1] === index.last;
  if (!index || !hasGrown) {
    index = { count: 0, last: undefined, byKey: new Map(), hasOthers: false };
    indexes.set(items, index);
  }
  for (const item of index.count < items.length ? items.slice(index.count) : []) {
    const id = keyOf(item);
    if (id === undefined) index.hasOthers = true;
    else if (index.byKey.has(id)) index.byKey.get(id)?.push(item);
    else index.byKey.set(id, [item]);
  }
  index.count = items.length;
  index.last = items.at(-1);
  return index;
}
