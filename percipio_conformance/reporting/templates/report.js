"use strict";
(() => {
  const form = document.getElementById("filters");
  const clauses = [...document.querySelectorAll(".clause")];
  const groups = [...document.querySelectorAll(".group")];
  const durations = document.getElementById("durations");
  const timed = [...document.querySelectorAll(".timed")];
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const unfold = document.getElementById("unfold");
  const counts = [...form.querySelectorAll("[data-scenarios]")];
  const texts = new Map();
  // Filters in the address without a field on this page, such as a verdict that does not occur.
  let ignored = [];

  // Returns the text of an element without that of its buttons.
  const textOf = (element) => {
    if (!texts.has(element)) {
      const both = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
      const walker = document.createTreeWalker(element, both, (node) =>
        node.nodeName === "BUTTON" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      let text = "";
      while (walker.nextNode()) text += walker.currentNode.data ?? "";
      texts.set(element, text.toLowerCase());
    }
    return texts.get(element);
  };

  const scenarioOf = (row) => document.getElementById(row.querySelector("a").hash.slice(1));

  const apply = () => {
    const filters = new FormData(form);
    const verdicts = filters.getAll("verdict");
    const levels = filters.getAll("level");
    const section = filters.get("section");
    const terms = filters.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    const slowest = filters.get("view") === "slowest";
    const listed = slowest ? timed : clauses;
    let shown = 0;
    for (const each of listed) {
      const fits =
        (!verdicts.length || verdicts.includes(each.dataset.status)) &&
        (!levels.length || levels.includes(each.dataset.level)) &&
        (!section || each.dataset.section.split("\n").includes(section)) &&
        terms.every((term) => textOf(each).includes(term) ||
          (slowest && textOf(scenarioOf(each)).includes(term)));
      each.hidden = !fits;
      shown += fits;
    }
    for (const group of groups) {
      const own = [...group.querySelectorAll(".clause")];
      group.hidden = slowest || (own.length > 0 && own.every((clause) => clause.hidden));
    }
    for (const each of counts) each.textContent = slowest ? each.dataset.scenarios : each.dataset.clauses;
    unfold.disabled = slowest;
    durations.hidden = !slowest;
    durations.open = slowest;
    const note = ignored.length ? `; ignored filters: ${ignored.join(", ")}` : "";
    const kind = (slowest ? "scenario" : "clause") + (listed.length === 1 ? "" : "s");
    found.textContent = `${shown} of ${listed.length} ${kind} shown${note}`;
    nothing.hidden = shown > 0 || listed.length === 0;
  };

  // The fragment of the address contains the filters; a server does not receive it, and it works
  // in a local file: #verdict=fail&text=ada, or #C013&verdict=fail for a clause with filters.
  const anchorOf = () => {
    const [first] = location.hash.slice(1).split("&");
    return first.includes("=") ? "" : first;
  };

  const filtersOf = () => {
    const pairs = location.hash.slice(1).split("&").filter((each) => each.includes("="));
    return [...new URLSearchParams(pairs.join("&"))];
  };

  const fill = () => {
    form.reset();
    ignored = [];
    for (const [name, value] of filtersOf()) {
      const fields = [...form.elements].filter((each) => each.name === name);
      const field = fields.find((each) =>
        each.type === "search" ||
        (each.type === "checkbox" && each.value === value) ||
        [...(each.options ?? [])].some((option) => option.value === value));
      if (!field) ignored.push(`${name}=${value}`);
      else if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
  };

  const address = (anchor) => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    const hash = [anchor, new URLSearchParams(wanted).toString()].filter(Boolean).join("&");
    return hash ? `#${hash}` : location.pathname + location.search;
  };

  const keep = (how, anchor = "") => {
    try {
      history[how]({ kept: true }, "", address(anchor));
    } catch {
      // A browser rejects this in a sandboxed frame, or after hundreds of changes in seconds.
      // The filters still work.
    }
  };

  // Opens the clause or scenario of the fragment, even if a filter hides it.
  const follow = () => {
    for (const each of document.querySelectorAll(".is-here")) each.classList.remove("is-here");
    const target = document.getElementById(anchorOf());
    if (!target?.matches(".clause, .scenario")) return;
    const clause = target.closest(".clause");
    if (form.elements.view.value) {
      form.elements.view.value = "";
      apply();
    }
    if (clause?.hidden) {
      form.reset();
      ignored = [];
      apply();
    }
    if (clause) clause.open = true;
    target.open = true;
    target.classList.add("is-here");
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  };

  // History entries of this script have a state; a link that was just followed has none and keeps
  // the filters.
  const arrive = () => {
    if (history.state?.kept || filtersOf().length) fill();
    apply();
    follow();
    keep("replaceState", anchorOf());
  };

  // All keystrokes of one search are a single history entry.
  let typing = false;
  const change = (field) => {
    const again = typing && field === "text";
    typing = field === "text";
    ignored = [];
    apply();
    if (address("") !== (location.hash || location.pathname + location.search))
      keep(again ? "replaceState" : "pushState");
  };

  form.hidden = clauses.length === 0;
  form.addEventListener("input", (event) => change(event.target.name));
  form.addEventListener("change", (event) => change(event.target.name));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("all").addEventListener("click", () => {
    form.reset();
    change("all");
  });
  unfold.addEventListener("click", () => {
    for (const clause of clauses) if (!clause.hidden) clause.open = true;
  });
  addEventListener("hashchange", arrive);
  arrive();
})();
