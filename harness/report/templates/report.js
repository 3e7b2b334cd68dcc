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
    const section = asked.get("section");
    const words = asked.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const clause of clauses) {
      const fits =
        (!standings.length || standings.includes(clause.dataset.standing)) &&
        (!levels.length || levels.includes(clause.dataset.level)) &&
        (!section || section === clause.dataset.section) &&
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

  // A link to a clause or a scenario opens it, also when a filter hides it.
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.matches(".clause, .scenario")) return;
    const clause = target.closest(".clause");
    if (clause?.hidden) {
      form.reset();
      apply();
    }
    if (clause) clause.open = true;
    target.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
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
