"use strict";
// A click on a fact shows its evidence, a click on evidence shows the facts that rest on it.
// Without this script the same links lead there; it only adds the light and the bar.
(() => {
  const by = (id) => document.getElementById(id);
  const bar = by("bar"), text = by("bar-text"), list = by("bar-list"), told = by("told"), next = by("next");
  const wide = matchMedia("(min-width: 62rem)"), still = matchMedia("(prefers-reduced-motion: reduce)");
  let origin = null, places = [], place = 0;

  const reportOf = (element) => element.closest(".report");
  const numbers = (element) => (element.dataset.e || "").split(" ").filter(Boolean);
  const sharing = (elements, wanted) => [...elements].filter((each) => numbers(each).some((span) => wanted.has(span)));
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  function clear() {
    document.querySelectorAll(".on").forEach((each) => each.classList.remove("on"));
    bar.hidden = true;
    list.replaceChildren();
    told.textContent = "";
  }

  function show(message) {
    text.textContent = told.textContent = message;
    bar.hidden = false;
  }

  // Smooth over a short way, at once over a long one.
  function bring(element, block) {
    const away = Math.abs(element.getBoundingClientRect().top - innerHeight / 2);
    element.scrollIntoView({ block, behavior: still.matches || away > 1.5 * innerHeight ? "instant" : "smooth" });
  }

  function goTo(element) {
    bring(element, "center");
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // Marked pieces of a fact: those of one span, or of spans that overlap, are one place.
  function light(fact) {
    const wanted = new Set(numbers(fact));
    const pieces = sharing(reportOf(fact).querySelectorAll(".reading mark"), wanted);
    fact.classList.add("on");
    pieces.forEach((each) => each.classList.add("on"));
    return pieces.filter((each, at) => {
      const before = new Set(at ? numbers(pieces[at - 1]).filter((span) => wanted.has(span)) : []);
      return !numbers(each).some((span) => before.has(span));
    });
  }

  const follows = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

  function showEvidence(fact, sentence) {
    clear();
    places = light(fact);
    if (!places.length) return;
    next.hidden = places.length < 2;
    by("back").textContent = "To the fact";
    stepTo(Math.max(0, sentence ? places.findIndex((each) => follows(sentence, each)) : 0));
  }

  function stepTo(at) {
    place = at % places.length;
    show(`Evidence ${place + 1} of ${places.length}`);
    goTo(places[place]);
  }

  function showFacts(report, wanted) {
    clear();
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
    by("back").textContent = "To the text";
    show(`${plural(listed.length, "fact")} rest${listed.length === 1 ? "s" : ""} on this`);
    if (listed.length && wide.matches) bringNearest(listed);
    text.focus({ preventScroll: true });
  }

  // Beside the text, the fact that is the least away; not if it can be seen above the bar.
  function bringNearest(facts) {
    const top = (fact) => fact.getBoundingClientRect().top;
    const [nearest] = [...facts].sort((one, other) => Math.abs(top(one) - innerHeight / 3) - Math.abs(top(other) - innerHeight / 3));
    if (top(nearest) < 0 || nearest.getBoundingClientRect().bottom > bar.getBoundingClientRect().top) bring(nearest, "start");
  }

  function named(fact) {
    const section = fact.closest("section")?.querySelector("h2")?.textContent || "Title";
    const words = (fact.querySelector(".say") || fact.querySelector("h1") || fact).textContent.trim();
    return `${section}: ${words}`;
  }

  // What is shown is a step in the browser's history: one step back leads to where one was reading. States are
  // {from}, what was left, and {fact, sentence} or {spans, report}, what is shown.
  function play(state) {
    const fact = by(state.fact), report = by(state.report);
    if (fact) showEvidence(fact, by(state.sentence));
    else if (report) showFacts(report, new Set(state.spans));
  }

  function enter(state, from, hash) {
    origin = from;
    try {
      const shown = history.state && !history.state.from;
      if (!shown) history.replaceState({ from: true }, "");
      history[shown ? "replaceState" : "pushState"](state, "", hash);
    } catch {
      // a page inside a mail program or a preview may have no history of its own
    }
    play(state);
  }

  function leave() {
    const from = origin;
    if (history.state && !history.state.from) history.back();
    clear();
    if (from) goTo(from);
  }

  addEventListener("popstate", (event) => {
    if (!event.state) return; // a link inside the page was followed
    if (!event.state.from) play(event.state);
    else if (!bar.hidden) {
      clear();
      if (origin) goTo(origin);
    }
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target;
    if (!(target instanceof Element) || target.closest("summary, .bar .tools, .jump, .skip")) return;
    const listed = target.closest("#bar-list a");
    const mark = target.closest(".mark"), piece = target.closest(".number, mark"), fact = target.closest(".fact[data-e]");
    if (listed) {
      event.preventDefault();
      goTo(by(listed.getAttribute("href").slice(1)));
    } else if (mark) {
      event.preventDefault();
      const cited = mark.closest(".fact").id;
      enter({ fact: cited, sentence: mark.getAttribute("href").slice(1) }, mark, `#${cited}`);
    } else if (piece) {
      event.preventDefault();
      enter({ spans: numbers(piece), report: reportOf(piece).id }, piece, piece.id ? `#${piece.id}` : undefined);
    } else if (fact && !target.closest("a") && getSelection().isCollapsed) {
      enter({ fact: fact.id }, fact.querySelector(".mark") || fact, `#${fact.id}`);
    }
  });

  next.addEventListener("click", () => stepTo(place + 1));
  by("back").addEventListener("click", () => { if (origin) goTo(origin); });
  by("close").addEventListener("click", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !bar.hidden) leave(); });

  const linked = by(location.hash.slice(1));
  if (history.state && !history.state.from) play(history.state);
  else if (linked && linked.matches(".fact[data-e]")) light(linked);
})();
