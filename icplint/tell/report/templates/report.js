(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  root.classList.add("js");

  const said = byId("said");
  const say = (words) => { said.textContent = ""; said.textContent = words; };

  /* The list of sites: filter and sort. Rows and panels are looked up once. */
  const body = byId("rows");
  const rows = Array.from(body.querySelectorAll("tr[data-n]"), (row, n) => ({
    row,
    panel: row.dataset.n && byId("s" + row.dataset.n),
    n,
    state: row.dataset.state,
    rules: row.dataset.rules.split(" "),
    client: row.dataset.client,
    found: Number(row.dataset.found),
    site: row.querySelector(".c-site").firstElementChild.textContent,
    text: null,
  }));
  const fields = { state: byId("f-state"), rule: byId("f-rule"), client: byId("f-client"), text: byId("f-text") };
  const count = byId("f-count");
  const more = byId("more");
  let limit = Number(body.dataset.first);
  const tiles = Array.from(document.querySelectorAll(".tile button"));

  const value = (field) => (field ? field.value : "");
  const textOf = (entry) => {
    if (entry.text === null) {
      entry.text = (entry.row.textContent + " " + (entry.panel ? entry.panel.textContent : "")).toLowerCase();
    }
    return entry.text;
  };
  const filter = () => {
    const state = value(fields.state);
    const rule = value(fields.rule);
    const client = value(fields.client);
    const words = value(fields.text).toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of rows) {
      const fits = (!state || entry.state === state) && (!rule || entry.rules.includes(rule)) &&
        (!client || entry.client === client) && words.every((word) => textOf(entry).includes(word));
      entry.row.hidden = !fits;
      entry.row.classList.toggle("later", fits && shown >= limit);
      if (entry.panel) { entry.panel.hidden = !fits; }
      shown += fits;
    }
    count.textContent = count.dataset.words.replace("{n}", shown.toLocaleString()).replace("{all}", rows.length.toLocaleString());
    more.hidden = shown <= limit;
    more.textContent = more.dataset.words.replace("{n}", (shown - limit).toLocaleString());
    byId("none-left").hidden = shown > 0 || rows.length === 0;
    for (const tile of tiles) { tile.setAttribute("aria-pressed", String(tile.dataset.state === state && state !== "")); }
  };
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); };
  for (const field of Object.values(fields)) {
    if (field) { field.addEventListener(field.tagName === "INPUT" ? "input" : "change", field.tagName === "INPUT" ? soon : filter); }
  }
  byId("f-reset").addEventListener("click", () => {
    for (const field of Object.values(fields)) { if (field) { field.value = ""; } }
    filter();
  });
  more.addEventListener("click", () => { limit = Infinity; filter(); });
  for (const tile of tiles) {
    tile.addEventListener("click", () => {
      fields.state.value = fields.state.value === tile.dataset.state ? "" : tile.dataset.state;
      filter();
    });
  }

  const ranks = ["error", "warning", "info", "unmeasured", "incomplete", "clean"];
  const compare = new Intl.Collator(root.lang).compare;
  const orders = {
    state: (a, b) => ranks.indexOf(a.state) - ranks.indexOf(b.state) || b.found - a.found,
    site: (a, b) => compare(a.site, b.site),
    client: (a, b) => compare(a.client, b.client),
    found: (a, b) => a.found - b.found,
  };
  const heads = Array.from(document.querySelectorAll(".sites thead th"));
  const sort = (key, way) => {
    rows.sort((a, b) => (way === "ascending" ? 1 : -1) * orders[key](a, b) || a.n - b.n);
    /* Moved while out of the page: ten thousand rows in place cost seconds. */
    const table = body.parentNode;
    body.remove();
    body.replaceChildren(...rows.map((entry) => entry.row));
    table.append(body);
    for (const head of heads) { head.setAttribute("aria-sort", head.dataset.key === key ? way : "none"); }
  };
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = body.dataset.sort.replace("{column}", head.textContent);
    const onPaper = document.createElement("span");
    onPaper.className = "on-paper";
    onPaper.append(...head.childNodes);
    head.append(onPaper, button);
    button.addEventListener("click", () => {
      const first = head.dataset.key === "found" ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      sort(head.dataset.key, head.getAttribute("aria-sort") === first ? other : first);
      filter();
    });
  }
  sort("state", "ascending");
  filter();

  /* The button that copies a fix. */
  const copyOldWay = (code) => {
    const range = document.createRange();
    range.selectNodeContents(code);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  };
  const copy = async (code) => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      return copyOldWay(code);
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) { return; }
    const done = await copy(button.parentElement.querySelector("code"));
    const words = done ? said.dataset.copied : said.dataset.failed;
    say(words);
    button.textContent = words;
    button.classList.toggle("done", done);
    setTimeout(() => { button.textContent = said.dataset.copy; button.classList.remove("done"); }, 2500);
  });

  /* A folded panel opens when its link is followed. */
  const unfold = () => {
    const target = location.hash.startsWith("#s") && byId(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") { target.open = true; }
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
