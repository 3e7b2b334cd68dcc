"use strict";
(() => {
  const form = document.getElementById("filters");
  const clauses = [...document.querySelectorAll(".clause")];
  const groups = [...document.querySelectorAll(".group")];
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const texts = new Map();

  const textOf = (clause) => {
    if (!texts.has(clause)) texts.set(clause, clause.textContent.toLowerCase());
    return texts.get(clause);
  };

  const apply = () => {
    const asked = new FormData(form);
    const standings = asked.getAll("standing");
    const levels = asked.getAll("level");
    const words = asked.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const clause of clauses) {
      const fits =
        (!standings.length || standings.includes(clause.dataset.standing)) &&
        (!levels.length || levels.includes(clause.dataset.level)) &&
        words.every((word) => textOf(clause).includes(word));
      clause.hidden = !fits;
      shown += fits;
    }
    for (const group of groups) {
      const own = [...group.querySelectorAll(".clause")];
      group.hidden = own.length > 0 && own.every((clause) => clause.hidden);
    }
    found.textContent = `${shown} of ${clauses.length} clauses shown`;
    nothing.hidden = shown > 0 || clauses.length === 0;
  };

  // A link to a clause opens it, also when a filter hides it.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.classList.contains("clause")) return;
    if (target.hidden) {
      form.reset();
      apply();
    }
    target.open = true;
    target.scrollIntoView();
  };

  form.hidden = clauses.length === 0;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields change only after the event of a reset.
  form.addEventListener("reset", () => setTimeout(apply));
  document.getElementById("unfold").addEventListener("click", () => {
    for (const clause of clauses) if (!clause.hidden) clause.open = true;
  });
  addEventListener("hashchange", follow);
  apply();
  follow();
})();
