"use strict";
// Sorting, searching and filtering of the rows that stand in the file; without this script they stand as they are.
(() => {
  const by = (id) => document.getElementById(id);
  const body = by("rows"), rows = [...body.rows], count = by("count"), headings = [...document.querySelectorAll("thead th")];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function fits(row, words) {
    const { kind, status, contested, open } = row.dataset;
    const wanted = by("contested").value;
    if (by("kind").value && by("kind").value !== kind) return false;
    if (by("status").value && by("status").value !== status) return false;
    if (wanted === "yes" && contested === "0") return false;
    if (wanted === "no" && contested !== "0") return false;
    if (wanted === "open" && open === "0") return false;
    return words.every((word) => texts.get(row).includes(word));
  }

  function filter() {
    const words = by("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row, words);
      shown += !row.hidden;
    }
    const all = `${rows.length} report${rows.length === 1 ? "" : "s"}`;
    count.textContent = shown === rows.length ? all : `${shown} of ${all}`;
  }

  function sort(heading) {
    const column = headings.indexOf(heading), falling = heading.getAttribute("aria-sort") === "ascending";
    headings.forEach((each) => each.setAttribute("aria-sort", "none"));
    heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const number = heading.firstElementChild.dataset.key === "contested";
    const key = (row) => (number ? row.dataset.contested : row.cells[column].textContent.trim());
    const keyed = rows.map((row, place) => ({ row, place, key: key(row) }));
    keyed.sort((one, other) => {
      if (!one.key !== !other.key) return one.key ? -1 : 1; // what says nothing comes last, either way
      return (falling ? -1 : 1) * collator.compare(one.key, other.key) || one.place - other.place;
    });
    body.append(...keyed.map((each) => each.row));
  }

  by("filter").hidden = false;
  by("filter").addEventListener("input", filter);
  by("filter").addEventListener("submit", (event) => event.preventDefault());
  headings.forEach((heading) => heading.firstElementChild.addEventListener("click", () => sort(heading)));
  filter(); // a browser that goes back fills the fields again
})();
