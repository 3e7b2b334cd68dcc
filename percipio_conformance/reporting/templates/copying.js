"use strict";
// Adds a copy button to every text with data-copy: ids, steps, commands.
(() => {
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("aria-live", "polite");
  document.body.append(said);

  // Returns a step in the form of a feature file: without its mark, with indented arguments.
  const stepText = (step) => {
    const line = [...step.childNodes]
      .filter((each) => !each.matches?.(".mark, table, pre"))
      .map((each) => each.textContent).join("").trim();
    const lines = [line];
    for (const row of step.querySelectorAll("tr"))
      lines.push(`  | ${[...row.cells].map(cellText).join(" | ")} |`);
    for (const text of step.querySelectorAll("pre"))
      lines.push(...['"""', ...text.textContent.split("\n"), '"""'].map((each) => `  ${each}`));
    return lines.join("\n");
  };

  // Escapes the special characters of a Gherkin table.
  const cellText = (cell) =>
    cell.textContent.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("\n", "\\n");

  const textOf = (source) =>
    source.matches(".steps") ? [...source.children].map(stepText).join("\n") : source.textContent;

  // The fallback without a clipboard: for a page over plain HTTP, or in an older browser.
  const copyBySelection = (text) => {
    const box = document.createElement("textarea");
    box.className = "unseen";
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  };

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  };

  let last = null;
  for (const source of document.querySelectorAll("[data-copy]")) {
    const what = source.dataset.copy;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${what}`);
    button.addEventListener("click", async () => {
      const done = await copied(textOf(source));
      if (last) last.textContent = "Copy";
      last = button;
      if (done) {
        button.textContent = "Copied";
        said.textContent = `Copied ${what}`;
      } else {
        getSelection().selectAllChildren(source);
        said.textContent = `Selected ${what}; copy it with the keyboard`;
      }
      button.focus();
    });
    source.after(button);
  }
})();
