/**
 * Ends this process when the one that started it is gone, however that one ended: then the channel closes that `ipc` among
 * the `stdio` of `spawn` has opened. Does nothing in a process that was started by hand.
 */
export function endWithParent(): void {
  process.once("disconnect", () => process.exit(1));
  // Only listened to: it is no reason to go on.
  process.channel?.unref();
}
