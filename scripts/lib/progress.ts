/**
 * What a long command is doing, on stderr: one line a stage, rewritten in place on a terminal, written anew at intervals
 * elsewhere, so that a log stays short.
 */
import { formatPrintable } from "../../src/core/printable.ts";

export interface Stage {
  /** One more of `total` is done; `label` says which. */
  advance(label?: string): void;
  /** More work than was known at first. */
  setTotal(total: number): void;
  /** A sentence of its own, above the line of progress. */
  note(sentence: string): void;
  /** Ends the stage with a summary in place of the counter. */
  done(summary: string): void;
}

export interface Progress {
  stage(name: string, total?: number): Stage;
}

interface ProgressOptions {
  stream?: Pick<NodeJS.WriteStream, "write"> & { isTTY?: boolean; columns?: number };
  /** Between two lines of one stage where the stream is no terminal. */
  intervalMs?: number;
}

export function createProgress({ stream = process.stderr, intervalMs = 5000 }: ProgressOptions = {}): Progress {
  const live = stream.isTTY === true;
  const clip = (line: string) => formatPrintable(line, live ? Math.max(20, (stream.columns ?? 80) - 1) : 400);
  const erase = live ? "\r\u001b[2K" : "";
  return {
    stage(name, total = 0) {
      const title = name.padEnd(9);
      let count = 0;
      let known = total;
      let last = "";
      let written = Date.now();
      const draw = () => {
        const counter = known > 0 ? `${count}/${known}` : String(count);
        if (live) stream.write(`${erase}${clip(`${title} ${counter}  ${last}`)}`);
        else if (Date.now() - written >= intervalMs) {
          written = Date.now();
          stream.write(`${clip(`${title} ${counter}  ${last}`)}\n`);
        }
      };
      if (live && known > 0) draw();
      return {
        advance(label = "") {
          count += 1;
          last = label;
          draw();
        },
        setTotal(value) {
          known = value;
          draw();
        },
        note(sentence) {
          stream.write(`${erase}${title} ${formatPrintable(sentence, 1000)}\n`);
          if (live) draw();
        },
        done(summary) {
          stream.write(`${erase}${title} ${formatPrintable(summary, 1000)}\n`);
        },
      };
    },
  };
}

/** For callers that report otherwise, and for tests. */
export const SILENT: Progress = {
  stage: () => ({ advance() {}, setTotal() {}, note() {}, done() {} }),
};
