// Makes tables marked `data-lively` sortable, and long ones searchable and paged. Without it the whole
// table is there. The words come from the page, so that they are in its language.
"use strict";
(() => {
  const few = 8; // fewer rows need no search

  function make(name, properties, parent) {
    const element = Object.assign(document.createElement(name), properties);
    parent?.append(element);
    return element;
  }

  function enliven(table) {
    const words = table.dataset;
    const size = Number(words.paged) || 50;
    const box = table.closest(".hr-scroll") ?? table;
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const collator = new Intl.Collator(table.lang || document.documentElement.lang, { numeric: true });
    const rows = [...body.rows].map((row) => ({
      row,
      text: row.textContent.toLowerCase(),
      keys: [...row.cells].map((cell) => cell.dataset.sort ?? cell.textContent.trim()),
      choices: [...row.cells].map((cell) => cell.dataset.value ?? cell.textContent.trim()),
    }));
    const wanted = new Map();
    let shown = rows;
    let page = 0;

    const controls = make("div", { className: "hr-controls", role: "search" });
    const count = make("p", { className: "hr-count", role: "status" });
    const pager = make("nav", { className: "hr-pager" });
    const back = make("button", { type: "button", textContent: words.back }, pager);
    const place = make("span", {}, pager);
    const next = make("button", { type: "button", textContent: words.next }, pager);

    function draw() {
      const pages = Math.max(1, Math.ceil(shown.length / size));
      page = Math.min(page, pages - 1);
      body.replaceChildren(...shown.slice(page * size, (page + 1) * size).map((one) => one.row));
      count.textContent = shown.length
        ? words.count.replace("{shown}", shown.length).replace("{all}", rows.length)
        : words.none;
      pager.hidden = pages === 1;
      place.textContent = `${page + 1} / ${pages}`;
      back.disabled = page === 0;
      next.disabled = page === pages - 1;
    }

    function sift() {
      const needles = (wanted.get("") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
      shown = rows.filter(
        (one) =>
          needles.every((needle) => one.text.includes(needle)) &&
          [...wanted].every(([column, value]) => column === "" || !value || one.choices[column] === value),
      );
      page = 0;
      draw();
    }

    function sort(column) {
      const head = heads[column];
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      // What says nothing comes last, whichever way the rest is sorted.
      rows.sort((a, b) => {
        const [one, other] = [a.keys[column], b.keys[column]];
        if (!one || !other) return Number(!one) - Number(!other);
        return up ? collator.compare(one, other) : collator.compare(other, one);
      });
      sift();
    }

    function field(title, control) {
      const label = make("label", {}, controls);
      label.append(title, control);
      return control;
    }

    const asked = new URLSearchParams(location.search);
    if (rows.length >= few && words.search) {
      const input = field(words.search, make("input", { type: "search", autocomplete: "off" }));
      input.addEventListener("input", () => {
        wanted.set("", input.value);
        sift();
      });
    }
    for (const [column, head] of heads.entries()) {
      const title = head.textContent.trim();
      if ("select" in head.dataset && rows.length >= few) {
        const select = field(title, make("select"));
        make("option", { value: "", textContent: words.all }, select);
        const values = [...new Set(rows.map((one) => one.choices[column]))].filter(Boolean);
        for (const value of values.sort(collator.compare)) {
          make("option", { value, textContent: rows.find((one) => one.choices[column] === value).row.cells[column].textContent.trim() }, select);
        }
        select.addEventListener("change", () => {
          wanted.set(column, select.value);
          sift();
        });
        const value = asked.get(head.dataset.column);
        if (value && values.includes(value)) {
          select.value = value;
          wanted.set(column, value);
        }
      }
      const button = make("button", { type: "button", textContent: title });
      button.addEventListener("click", () => sort(column));
      head.replaceChildren(button);
    }
    back.addEventListener("click", () => {
      page -= 1;
      draw();
    });
    next.addEventListener("click", () => {
      page += 1;
      draw();
    });
    if (controls.children.length) {
      box.before(controls);
      box.after(count, pager);
    }
    sift();
  }

  document.querySelectorAll("table[data-lively]").forEach(enliven);
})();
