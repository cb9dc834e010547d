"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const day = read("data-day"), texts = read("data-texts");
  const $ = (id) => document.getElementById(id);
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // search
  const rows = day.rows.map((r) => ({
    id: r[0], headline: r[1] || "(no headline)", source: r[2], language: r[3], when: r[4],
    words: r[5], records: r[6], key: fold(r[1] + " " + day.sources[r[2]]),
  }));
  const STEP = 25;
  let shown = STEP, found = rows;
  const describe = (row) => {
    const parts = [day.sources[row.source], row.when || "undated", day.languages[row.language]];
    if (row.records > 1) parts.push(`${number(row.records)} records of it`);
    return parts.join(" · ");
  };
  const item = (row) => {
    const li = make("li"), box = make("button");
    box.type = "button";
    box.addEventListener("click", () => open(row.id));
    box.append(make("span", "h", row.headline), make("span", "w", `${number(row.words)} words`),
      make("span", "m", describe(row)));
    li.append(box);
    return li;
  };
  const draw = () => {
    const list = $("results");
    list.replaceChildren(...found.slice(0, shown).map(item));
    $("found").textContent = found.length === rows.length
      ? (rows.length === 1 ? "1 headline" : `${number(rows.length)} headlines, the newest first`)
      : `${number(found.length)} of ${number(rows.length)} headlines`;
    $("more").hidden = found.length <= shown;
  };
  const search = () => {
    const words = fold($("q").value).split(/\s+/).filter(Boolean);
    const source = $("source").value, language = $("language").value;
    found = rows.filter((row) => (source === "" || row.source === +source)
      && (language === "" || row.language === +language)
      && words.every((word) => row.key.includes(word)));
    shown = STEP;
    draw();
  };
  const fill = (id, names) => {
    const order = names.map((name, index) => [name, index])
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    for (const [name, index] of order) {
      const option = make("option", "", name);
      option.value = index;
      $(id).append(option);
    }
  };
  if ($("q")) {
    fill("source", day.sources);
    fill("language", day.languages);
    $("q").addEventListener("input", search);
    $("source").addEventListener("change", search);
    $("language").addEventListener("change", search);
    $("more").addEventListener("click", () => {
      const first = shown;
      shown += STEP;
      draw();
      const next = $("results").children[first];
      if (next) next.querySelector("button").focus();
    });
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !$("article").open) {
        event.preventDefault();
        $("q").focus();
      }
    });
    draw();
  }

  // one article
  const GROUPS = [["headline", /headline|title/], ["teaser", /teaser|standfirst|summary/],
    ["byline", /byline|author|signed|contribut/], ["dateline", /dateline|date/],
    ["credit", /credit|agency|copyright|publisher|source|syndicat|origin|masthead/],
    ["note", /note|correction/]];
  const group = (rule) => (GROUPS.find(([, test]) => test.test(rule)) || ["other"])[0];
  const file = (a) => `${a.source_path} (${a.source_format}, ${a.encoding})`;
  const facts = (a) => {
    const from = a.published_at_source ? `, read from ${a.published_at_source}` : "";
    const sure = a.confidence === undefined ? "" : `, confidence ${a.confidence}`;
    return [["published", a.published_at ? `${a.published_at} UTC${from}` : "unknown"],
      ["language", a.language + sure],
      ["headline", a.headline], ["teaser", a.teaser], ["dateline", a.dateline], ["byline", a.byline],
      ["authors", (a.authors || []).join(", ")], ["publisher", a.publisher], ["source", a.source],
      ["credit", a.credit],
      ["taken from", a.syndicated_from], ["raw file", a.source_path && file(a)],
      ["records", a.records > 1 ? `${number(a.records)}, this one included` : "this one only"]];
  };
  const outline = (row) => ({
    headline: row.headline, source: day.sources[row.source], published_at: row.when,
    language: day.languages[row.language], records: row.records,
    pieces: [["", `This page holds the text of ${number(Object.keys(texts).length)} articles of the`
      + ` day; of this one it knows no more. All of it:\n\ningest explain ${day.out} ${row.id}`]],
  });
  const open = (id) => {
    const whole = Object.hasOwn(texts, id), dialog = $("article");
    const a = whole ? texts[id] : outline(rows.find((row) => row.id === id));
    $("article-what").hidden = !whole;
    $("article-head").textContent = a.headline || "(no headline)";
    const list = $("article-facts");
    list.replaceChildren();
    for (const [name, value] of facts(a)) {
      if (value) list.append(make("dt", "", name), make("dd", "", value));
    }
    if (a.url) {
      const link = make("a", "", a.url), dd = make("dd");
      link.href = a.url; link.rel = "noopener noreferrer"; link.target = "_blank";
      dd.append(link);
      list.append(make("dt", "", "address"), dd);
    }
    list.append(make("dt", "", "article_id"), make("dd", "path", id));
    const text = $("article-text");
    text.replaceChildren();
    for (const [rule, piece] of a.pieces) {
      if (!rule) { text.append(piece); continue; }
      const inner = piece.replace(/\s+$/, ""), mark = make("mark", group(rule));
      if (inner) mark.append(make("b", "", rule.replaceAll("_", " ")), inner);
      text.append(mark, piece.slice(inner.length));
    }
    if (location.hash !== "#article-" + id) history.replaceState(null, "", "#article-" + id);
    dialog.showModal();
    dialog.scrollTop = 0;
  };
  $("article").addEventListener("close", () => history.replaceState(null, "", "#headlines"));
  $("close").addEventListener("click", () => $("article").close());
  $("article").addEventListener("click", (event) => {
    if (event.target === $("article")) $("article").close();
  });
  const follow = () => {
    const id = location.hash.startsWith("#article-") ? location.hash.slice(9) : "";
    if (rows.some((row) => row.id === id) && !$("article").open) open(id);
  };
  addEventListener("hashchange", follow);
  follow();

  // tables that can be sorted
  for (const head of document.querySelectorAll("th[data-sort]")) {
    const button = make("button", "", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const body = head.closest("table").tBodies[0], column = head.cellIndex;
      const first = head.dataset.sort === "text" ? "ascending" : "descending";
      const other = first === "ascending" ? "descending" : "ascending";
      const next = head.getAttribute("aria-sort") === first ? other : first;
      const sign = next === "ascending" ? 1 : -1;
      const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
      const sorted = [...body.rows].sort((a, b) => {
        const x = value(a), y = value(b);
        const order = head.dataset.sort === "text" ? (x < y ? -1 : x > y ? 1 : 0) : x - y;
        return sign * order;
      });
      for (const cell of head.parentNode.cells) cell.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", next);
      body.append(...sorted);
    });
  }
})();
