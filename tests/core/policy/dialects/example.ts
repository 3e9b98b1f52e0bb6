/** One policy that has everything: the golden files hold what each dialect makes of it. */
import type { Policy } from "../../../../src/core/schema/policy.ts";

const rate = (name: string, max: number) => ({
  counter: `${name}_rate`,
  window: "minute" as const,
  max,
  scope: "grant" as const,
});

export const EXAMPLE: Policy = {
  version: "1",
  default: "deny",
  hide: ["delete_box", "we*rd/na\u202eme"],
  all_tools: { limits: [{ counter: "all_calls", window: "hour", max: 600, scope: "grant" }] },
  tools: {
    list_boxes: {},
    'quote"\\\n': {},
    move_box: { limits: [rate("move_box", 30)] },
    open_boxes: {
      require: [{ conditions: [{ path: "args.reason", op: "exists", value: true }], on_deny: "Say why." }],
      deny_if: [
        { conditions: [{ path: "args.ids", op: "regex", value: "^(?i:all)$" }], on_deny: 'Not "all".' },
        {
          conditions: [
            { path: "args.force", op: "not_in", value: [false] },
            { path: "args.force", op: "neq", value: null },
          ],
          on_deny: "Not by force.",
        },
        { conditions: [{ path: "args.limits.weight", op: "gt", value: 100 }], on_deny: "Too heavy." },
      ],
      limits: [rate("open_boxes", 10)],
    },
    buy_box: { deny_if: [{ conditions: [], on_deny: "A person decides." }] },
  },
};
