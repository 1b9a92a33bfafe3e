"use strict";
// A click on a fact shows its evidence, a click on evidence shows the facts that rest on it.
// Without this script the same links lead there; it only adds the light and the bar.
(() => {
  const by = (id) => document.getElementById(id);
  const bar = by("bar"), text = by("bar-text"), list = by("bar-list"), told = by("told"), next = by("next");
  let origin = null, places = [], place = 0;

  const reportOf = (element) => element.closest(".report");
  const spans = (element) => new Set((element.dataset.e || "").split(" ").filter(Boolean));
  const sharing = (elements, wanted) =>
    [...elements].filter((each) => (each.dataset.e || "").split(" ").some((span) => wanted.has(span)));
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  function clear() {
    document.querySelectorAll(".on").forEach((each) => each.classList.remove("on"));
    bar.hidden = true;
    list.replaceChildren();
    told.textContent = "";
  }

  function show(message, from) {
    origin = from;
    text.textContent = told.textContent = message;
    bar.hidden = false;
  }

  function goTo(element) {
    element.scrollIntoView({ block: "center" });
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // The fact's own sentences, each once: the first marked piece of every run of pieces that belong together.
  function evidenceOf(fact, sentence) {
    const pieces = sharing(reportOf(fact).querySelectorAll(".reading mark"), spans(fact));
    pieces.forEach((each) => each.classList.add("on"));
    const starts = pieces.filter((each, at) => at === 0 || pieces[at - 1] !== before(each));
    const first = sentence ? starts.findIndex((each) => follows(sentence, each)) : 0;
    return { starts, first: Math.max(0, first) };
  }
  function before(piece) {
    let other = piece.previousSibling;
    while (other && other.nodeName === "A") other = other.previousSibling;
    return other;
  }
  const follows = (one, other) => one === other || Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

  function showEvidence(fact, sentence, from) {
    clear();
    fact.classList.add("on");
    const found = evidenceOf(fact, sentence);
    if (!found.starts.length) return;
    places = found.starts;
    place = found.first;
    next.hidden = places.length < 2;
    by("back").textContent = "Back to the fact";
    stepTo(place, from);
  }

  function stepTo(at, from) {
    place = at % places.length;
    show(`Evidence ${place + 1} of ${places.length}`, from);
    goTo(places[place]);
  }

  function showFacts(piece, from) {
    clear();
    const report = reportOf(piece), wanted = spans(piece);
    sharing(report.querySelectorAll(".reading mark"), wanted).forEach((each) => each.classList.add("on"));
    const facts = sharing(report.querySelectorAll(".fact"), wanted);
    facts.forEach((each) => each.classList.add("on"));
    const listed = facts.filter((each) => !each.closest(".matrix"));
    for (const fact of listed) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = `#${fact.id}`;
      link.textContent = named(fact);
      item.append(link);
      list.append(item);
    }
    next.hidden = true;
    by("back").textContent = "Back to the text";
    show(`${plural(listed.length, "fact")} rest${listed.length === 1 ? "s" : ""} on this`, from);
    if (listed.length && matchMedia("(min-width: 62rem)").matches) listed[0].scrollIntoView({ block: "center" });
    text.focus({ preventScroll: true });
  }

  function named(fact) {
    const section = fact.closest("section")?.querySelector("h2")?.textContent || "Title";
    const words = (fact.querySelector(".say") || fact.querySelector("h1") || fact).textContent.trim();
    return `${section}: ${words}`;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target;
    if (!(target instanceof Element) || target.closest("summary, .bar .tools, .jump, .skip")) return;
    const listed = target.closest("#bar-list a");
    if (listed) {
      event.preventDefault();
      goTo(by(listed.getAttribute("href").slice(1)));
      return;
    }
    const mark = target.closest(".mark");
    if (mark) {
      event.preventDefault();
      showEvidence(mark.closest(".fact"), by(mark.getAttribute("href").slice(1)), mark);
      return;
    }
    const piece = target.closest(".number, mark");
    if (piece) {
      event.preventDefault();
      showFacts(piece, piece);
      return;
    }
    const fact = target.closest(".fact[data-e]");
    if (fact && !target.closest("a") && getSelection().isCollapsed) showEvidence(fact, null, fact.querySelector(".mark") || fact);
  });

  next.addEventListener("click", () => stepTo(place + 1, origin));
  by("back").addEventListener("click", () => { const from = origin; if (from) goTo(from); });
  by("close").addEventListener("click", () => { const from = origin; clear(); if (from) goTo(from); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || bar.hidden) return;
    const from = origin;
    clear();
    if (from) goTo(from);
  });
})();
