// Brings maps of states to life. Everything that is said comes from the map's own data, and is set as text.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const SHOWN = 5;

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));

  const add = (parent, tag, kind, text) => {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  };

  class StateMap {
    constructor(root) {
      this.root = root;
      this.data = JSON.parse(root.querySelector("script.state-map-data").textContent);
      this.words = this.data.words;
      this.said = root.querySelector(".state-map-said");
      this.ego = root.querySelector(".state-map-ego");
      this.endings = new Set(this.data.endings);
      this.nodes = new Map();
      for (const node of root.querySelectorAll("[data-state]")) this.nodes.set(Number(node.dataset.state), node);
      this.arriving = this.turnedRound();
      this.byCell = new Map(this.data.cells.map((cell, state) => [cell.join(), state]));
      this.prepare();
    }

    // For each state who would come from where: the improvements read backwards.
    turnedRound() {
      const found = this.data.ids.map(() => []);
      this.data.improvements.forEach((own, mover) => {
        for (const [origin, , ...targets] of own) for (const to of targets) found[to].push([mover, origin]);
      });
      return found;
    }

    prepare() {
      const svg = this.root.querySelector("svg");
      svg.setAttribute("role", "group");
      const list = svg.querySelector(".states");
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", this.words.list);
      for (const [state, node] of this.nodes) {
        node.setAttribute("role", "option");
        node.setAttribute("aria-selected", "false");
        node.setAttribute("aria-label", this.called(state));
        node.setAttribute("tabindex", "-1");
      }
      const first = this.data.now ?? this.nodes.keys().next().value;
      this.nodes.get(first)?.setAttribute("tabindex", "0");
      this.entry = first;
      this.cursor = document.createElementNS(SVG, "rect");
      this.cursor.setAttribute("class", "cursor");
      this.cursor.setAttribute("visibility", "hidden");
      svg.append(this.cursor);
      list.addEventListener("focusin", (event) => this.choose(this.stateAt(event.target)));
      list.addEventListener("click", (event) => this.nodeAt(event.target)?.focus());
      list.addEventListener("keydown", (event) => this.onKey(event));
      svg.addEventListener("pointerover", (event) => this.hover(event.target));
      for (const outside of this.data.outside) this.nodes.get(outside)?.classList.add("outside");
      const beyond = new Set(this.data.outside);
      for (const arc of svg.querySelectorAll(".arc"))
        if (beyond.has(Number(arc.dataset.from)) || beyond.has(Number(arc.dataset.to))) arc.classList.add("outside");
      for (const box of this.root.querySelectorAll("[data-choice]")) {
        box.addEventListener("change", () => this.root.classList.toggle(box.dataset.choice, box.checked));
        this.root.classList.toggle(box.dataset.choice, box.checked);
      }
      for (const hidden of this.root.querySelectorAll(".state-map-choices, .state-map-help")) hidden.hidden = false;
    }

    nodeAt(target) {
      return target.closest?.("[data-state]");
    }

    stateAt(target) {
      const node = this.nodeAt(target);
      return node ? Number(node.dataset.state) : undefined;
    }

    hover(target) {
      const state = this.stateAt(target);
      const node = this.nodeAt(target);
      if (state === undefined || node.querySelector("title")) return;
      const tip = document.createElementNS(SVG, "title");
      tip.textContent = this.inWords(state);
      node.prepend(tip);
    }

    // The next state in a direction within the same row or column, however far.
    next(state, columns, rows) {
      const [column, row] = this.data.cells[state];
      let best, nearest = Infinity;
      this.data.cells.forEach(([x, y], other) => {
        const far = columns ? (x - column) * columns : (y - row) * rows;
        const aligned = columns ? y === row : x === column;
        if (aligned && far > 0 && far < nearest && this.visible(other)) [best, nearest] = [other, far];
      });
      return best;
    }

    visible(state) {
      return !(this.root.classList.contains("from-now") && this.nodes.get(state).classList.contains("outside"));
    }

    onKey(event) {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const state = this.stateAt(event.target);
      if (state === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      let to;
      if (event.key in steps) to = this.next(state, ...steps[event.key]);
      else if (event.key === "Home" && this.data.now !== null) to = this.data.now;
      else return;
      event.preventDefault();
      if (to !== undefined) this.nodes.get(to).focus();
    }

    choose(state) {
      if (state === undefined) return;
      const before = this.nodes.get(this.chosen ?? this.entry);
      before?.setAttribute("tabindex", "-1");
      before?.setAttribute("aria-selected", "false");
      this.chosen = state;
      const node = this.nodes.get(state);
      node.setAttribute("tabindex", "0");
      node.setAttribute("aria-selected", "true");
      const box = node.getBBox();
      const places = { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8, rx: 4 };
      for (const [name, value] of Object.entries(places)) this.cursor.setAttribute(name, value);
      this.cursor.setAttribute("visibility", "visible");
      for (const arc of this.root.querySelectorAll(".arc"))
        arc.classList.toggle("near", arc.dataset.from === String(state) || arc.dataset.to === String(state));
      this.said.textContent = this.inWords(state);
      this.drawEgo(state);
    }

    // -- words ---------------------------------------------------------------------------------------------

    called(state) {
      const { data, words } = this;
      const name = data.names[state] ?? data.scenarios[data.scenario[state]];
      return filled(name === undefined ? words.unnamed : words.named, { name, id: data.ids[state] });
    }

    taken(state) {
      return this.data.options.filter((option, at) => this.data.taken[state][at] === "1").map(([name]) => name);
    }

    marks(state) {
      const { data, words } = this;
      return [
        ...(state === data.now ? [words.now] : []),
        ...(state === data.baseline ? [words.baseline] : []),
        ...(this.endings.has(state) ? [words.ending] : []),
      ];
    }

    lasts(state) {
      const { data, words } = this;
      const under = data.concepts.filter((concept, bit) => data.holds[state] & (1 << bit));
      return filled(under.length ? words.holds : words.holds_not, { concepts: (under.length ? under : data.concepts).join(", ") });
    }

    inWords(state) {
      const marks = this.marks(state);
      const options = this.data.options.length ? [this.taken(state).join(this.words.row) || this.words.nothing] : [];
      const stay = filled(this.words.stay, { number: this.data.stay[state], total: this.data.makers.length });
      const name = this.called(state) + (marks.length ? ` (${marks.join(", ")})` : "");
      return [[name, ...options].join(": ") + ".", stay, this.lasts(state)].join(" ");
    }

    change(from, to) {
      const { data, words } = this;
      const parts = [];
      data.options.forEach(([name], at) => {
        if (data.taken[from][at] === "0" && data.taken[to][at] === "1") parts.push(name);
      });
      data.options.forEach(([name], at) => {
        if (data.taken[from][at] === "1" && data.taken[to][at] === "0") parts.push(filled(words.dropped, { option: name }));
      });
      return parts.join(words.row);
    }

    // -- who comes, who goes -------------------------------------------------------------------------------

    drawEgo(state) {
      const leaving = this.data.improvements.map((own) => own.find(([origin]) => origin === state)?.slice(2) ?? []);
      const coming = this.data.makers.map(() => []);
      for (const [mover, origin] of this.arriving[state]) coming[mover].push(origin);
      this.ego.replaceChildren();
      this.side(this.words.come, coming, this.data.come[state], this.words.could_come, (other) =>
        filled(this.words.from, { state: this.called(other), change: this.change(other, state) }).replace(/: $/, "")
      );
      const middle = add(this.ego, "div", "state-map-here");
      add(middle, "strong", "", this.called(state));
      const marks = this.marks(state);
      if (marks.length) add(middle, "p", "", marks.join(", "));
      const list = add(middle, "ul");
      for (const option of this.taken(state)) add(list, "li", "", option);
      if (!list.children.length) list.remove();
      add(middle, "p", "", this.lasts(state));
      this.side(this.words.go, leaving, this.data.go[state], this.words.could_go, (other) =>
        filled(this.words.to, { state: this.called(other), change: this.change(state, other) }).trim()
      );
    }

    side(title, moves, able, could, told) {
      const side = add(this.ego, "div", "state-map-side");
      add(side, "strong", "", title);
      if (!moves.some((own) => own.length)) add(side, "p", "", this.words.nobody);
      moves.forEach((own, mover) => {
        if (!own.length) return;
        const name = add(side, "p", "state-map-mover");
        name.append(this.sample(mover), this.data.makers[mover].name);
        const list = add(side, "ul");
        for (const other of own.slice(0, SHOWN)) {
          const button = add(add(list, "li"), "button", "", told(other));
          button.type = "button";
          button.addEventListener("click", () => this.nodes.get(other).focus());
        }
        if (own.length > SHOWN) add(list, "li", "", filled(this.words.more, { number: own.length - SHOWN }));
      });
      const idle = this.data.makers.filter((maker, mover) => able & (1 << mover) && !moves[mover].length);
      if (idle.length) add(side, "p", "state-map-idle", filled(could, { names: idle.map((maker) => maker.name).join(this.words.row) }));
    }

    // The colour and the dashes of somebody's arcs, beside the name.
    sample(mover) {
      const svg = document.createElementNS(SVG, "svg");
      const line = document.createElementNS(SVG, "path");
      svg.setAttribute("class", "picture");
      svg.setAttribute("width", 30);
      svg.setAttribute("height", 10);
      svg.setAttribute("aria-hidden", "true");
      line.setAttribute("class", `hollow line-${this.data.makers[mover].series}`);
      line.setAttribute("d", "M0 5h24");
      line.setAttribute("stroke-width", 2);
      if (this.data.makers[mover].dash) line.setAttribute("stroke-dasharray", this.data.makers[mover].dash);
      svg.append(line);
      return svg;
    }
  }

  const begin = () => {
    for (const root of document.querySelectorAll("[data-state-map]")) new StateMap(root);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
