/** Links to the dialects of a policy become tabs, by the ARIA pattern: a tab is chosen as soon as it has the focus. */

export function makeTabs(list: HTMLElement): void {
  const tabs = [...list.querySelectorAll("a")];
  const panel = document.getElementById(list.dataset.tabs ?? "");
  const download = list.parentElement?.querySelector<HTMLElement>("[data-download]");
  if (panel === null || !download) return;

  const choose = async (chosen: HTMLAnchorElement, focus = false) => {
    for (const tab of tabs) {
      tab.ariaSelected = String(tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
    if (focus) chosen.focus();
    panel.setAttribute("aria-labelledby", chosen.id);
    const { showDialect } = await import("./dialects.client.ts");
    // Another one may have been chosen while the dialects were loaded.
    if (chosen.ariaSelected !== "true") return;
    showDialect(panel, chosen.dataset.dialect ?? "", list.dataset.server ?? "");
    download.dataset.file = chosen.dataset.file;
  };

  list.role = "tablist";
  list.ariaLabel = "Format of the policy";
  panel.role = "tabpanel";
  for (const [index, tab] of tabs.entries()) {
    tab.role = "tab";
    tab.id = `dialect-${index}`;
    tab.ariaSelected = String(index === 0);
    tab.tabIndex = index === 0 ? 0 : -1;
    tab.removeAttribute("aria-current");
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", (event) => {
      // The file itself, in a tab or a window of its own.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void choose(tab, true);
    });
  }
  panel.setAttribute("aria-labelledby", "dialect-0");
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex(({ ariaSelected }) => ariaSelected === "true");
    const moves = new Map([
      ["ArrowLeft", at - 1],
      ["ArrowRight", at + 1],
      ["Home", 0],
      ["End", -1],
    ]);
    const to = moves.get(event.key);
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    void choose(next, true);
  });
}
