// A draft's board: Space or a tap takes a block in hand, arrows or the pointer try it elsewhere,
// Enter puts it down, Escape puts it back. The server judges every try; without this script the
// forms of the panel do the same.
"use strict";

(() => {
  const area = () => document.getElementById("edit-area");
  if (!area()?.dataset.try) return;
  const status = document.getElementById("edit-status");
  const opened = new Date().toTimeString().slice(0, 5);
  const roster = area().dataset.save;
  const FIRST_MOVE = 6, WAIT = 600;
  let held = null; // {cell, row, person, start, minutes, by, down, fits}
  let drag = null;
  let latest = 0;

  const say = (words) => { status.textContent = words; };
  const board = () => document.querySelector("table.board");
  const clock = (minute) => {
    const day = ((minute % 1440) + 1440) % 1440;
    return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
  };
  // The board's first minute and its first head tell local times, also on days of 23 or 25 hours.
  const local = (minute) => {
    const hour = board().tHead.rows[0].cells[1].textContent;
    return clock(Number(hour) * 60 + minute - Number(board().dataset.first));
  };
  const cellOf = (person, block) =>
    document.querySelector(`tr[data-person="${CSS.escape(person)}"] td[data-block="${block}"]`);
  const rows = () => [...board().querySelectorAll("tr[data-person]")];
  const column = () => {
    const first = board().tHead.rows[0].cells[1];
    return first.getBoundingClientRect().width / first.colSpan;
  };

  // What the server answers takes the place of the board, the panel and the buttons of undoing.
  const take = (text, focus) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const selector of ["#edit-area", ".head .buttons"]) {
      const now = document.querySelector(selector), then = page.querySelector(selector);
      if (now && then) now.replaceWith(document.adoptNode(then));
    }
    const words = page.getElementById("edit-status");
    say(words ? words.textContent.trim() : "");
    held = null;
    document.dispatchEvent(new Event("board"));
    focus?.();
  };
  const panelOf = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const panel = page.getElementById("panel");
    if (!panel) return page;
    const there = document.getElementById("panel");
    area().classList.add("with-panel");
    if (there) there.replaceWith(document.adoptNode(panel));
    else area().prepend(document.adoptNode(panel));
    return page;
  };

  const lost = (address, body) => {
    const words = area().dataset.lost.replace("{clock}", opened);
    try {
      sessionStorage.setItem(`edit ${roster}`, JSON.stringify([address, body.toString()]));
    } catch { /* without a store it is kept while the page is open */ }
    let box = document.getElementById("lost");
    if (!box) {
      box = document.createElement("p");
      box.id = "lost";
      box.className = "message note";
      document.getElementById("main").append(box);
    }
    box.textContent = words;
    say(words);
    lost.waiting = [address, body.toString()];
  };
  const send = async (address, body, kept = true) => {
    try {
      return await fetch(address, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    } catch {
      if (kept) lost(address, body);
      return null;
    }
  };
  const sendKept = async () => {
    let text = lost.waiting;
    try {
      text ??= JSON.parse(sessionStorage.getItem(`edit ${roster}`) ?? "null");
    } catch { /* nothing can be kept there */ }
    if (!text) return;
    const body = new URLSearchParams(text[1]);
    body.set("csrf_token", token());
    const answer = await send(text[0], body);
    if (!answer) return;
    lost.waiting = null;
    sessionStorage.removeItem(`edit ${roster}`);
    document.getElementById("lost")?.remove();
    take(await answer.text(), null);
  };
  addEventListener("online", sendKept);
  addEventListener("load", sendKept);
  setInterval(() => { if (lost.waiting) sendKept(); }, 5000);

  const token = () => document.querySelector('input[name="csrf_token"]').value;
  const fields = (more) => {
    const body = new URLSearchParams(more);
    body.set("csrf_token", token());
    body.set("on", area().dataset.on);
    body.set("seen", area().dataset.seen);
    return body;
  };
  const where = () => {
    const start = held.start + held.by, end = start + held.minutes;
    const other = held.down.dataset.person;
    return { op: "place", person: held.person, block: held.start, start: local(start), end: local(end),
      ...(other === held.person ? {} : { other }) };
  };
  const isMoved = () => held.by !== 0 || held.down !== held.row;

  const show = () => {
    const block = held.cell.querySelector(".block");
    const from = held.row.getBoundingClientRect(), to = held.down.getBoundingClientRect();
    const right = (held.by / Number(board().dataset.unit)) * column();
    block.classList.add("moving");
    block.style.transform = `translate(${right}px, ${to.top - from.top}px)`;
    block.classList.toggle("breaking", held.fits === false);
    held.cell.classList.toggle("was", isMoved());
  };

  const pickUp = async (cell, quiet) => {
    if (held) putBack(true);
    const row = cell.closest("tr");
    const unit = Number(board().dataset.unit);
    held = { cell, row, person: row.dataset.person, start: Number(cell.dataset.block),
      minutes: cell.colSpan * unit, by: 0, down: row, fits: true };
    show();
    if (!quiet) say(area().dataset.taken);
    const mine = ++latest;
    try {
      const answer = await fetch(cell.dataset.hand.split("#")[0]);
      if (answer.ok && mine === latest && held?.cell === cell) panelOf(await answer.text());
      if (held?.cell === cell) show();
    } catch { /* the panel comes with the next try */ }
  };
  const putBack = (quiet) => {
    if (!held) return;
    latest += 1;
    const block = held.cell.querySelector(".block");
    block.classList.remove("moving", "breaking");
    block.style.transform = "";
    held.cell.classList.remove("was");
    const cell = held.cell;
    held = null;
    document.getElementById("panel")?.remove();
    area().classList.remove("with-panel");
    if (!quiet) { say(area().dataset.back); cell.focus(); }
  };
  const tryIt = async () => {
    show();
    if (!isMoved()) return;
    const mine = ++latest;
    const answer = await send(area().dataset.try, fields(where()), false);
    if (!answer || mine !== latest || !held) return;
    held.fits = answer.headers.get("X-Fits") === "1";
    const page = panelOf(await answer.text());
    if (!held) return;
    if (held.fits === false) setTimeout(() => { if (mine === latest && held) findPlaces(); }, WAIT);
    say(page.getElementById("edit-status")?.textContent.trim() ?? "");
    show();
  };
  // Other places are looked for once nothing more is tried for a moment.
  const findPlaces = async () => {
    const link = document.querySelector("#places .find-places");
    if (!link) return;
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("places");
      if (found && link.isConnected) link.closest("#places").replaceWith(document.adoptNode(found));
    } catch { /* the link stays */ }
  };
  const putDown = async () => {
    if (!held) return;
    if (!isMoved()) { putBack(); return; }
    const { person, start, by, down } = held;
    const to = down.dataset.person;
    const answer = await send(area().dataset.save, fields(where()));
    if (!answer) return;
    const text = await answer.text();
    if (answer.status === 422 && held) {
      held.fits = false;
      const page = panelOf(text);
      say(page.getElementById("edit-status")?.textContent.trim() ?? "");
      show();
      return;
    }
    take(text, () => {
      if (answer.status === 409) { document.getElementById("panel")?.focus(); return; }
      (cellOf(to, start + by) ?? cellOf(person, start))?.focus();
    });
  };
  const move = (by, rowsDown) => {
    const all = rows(), at = all.indexOf(held.down) + rowsDown;
    held.by += by * Number(board().dataset.unit);
    if (all[at]) held.down = all[at];
    tryIt();
  };
  const step = async (name) => {
    putBack(true);
    const answer = await send(area().dataset[name], fields({}), false);
    if (answer) take(await answer.text(), () => board()?.querySelector('td[tabindex="0"]')?.focus());
  };

  // Before the board's own arrows, while something is in hand.
  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    const typing = event.target.matches("input, select, textarea");
    if (control && !typing && "zyZY".includes(event.key)) {
      event.preventDefault();
      step(event.key.toLowerCase() === "z" && !event.shiftKey ? "undo" : "redo");
      return;
    }
    if (event.key === "Escape" && (held || document.getElementById("panel"))) {
      if (held) putBack();
      event.preventDefault();
      return;
    }
    const cell = event.target.closest("table.board td.cell");
    if (!cell || control || event.altKey) return;
    const does = {
      " ": () => (held ? putBack() : pickUp(cell)),
      Enter: () => (held ? putDown() : pickUp(cell)),
      ArrowLeft: held && (() => move(-1, 0)),
      ArrowRight: held && (() => move(1, 0)),
      ArrowUp: held && (() => move(0, -1)),
      ArrowDown: held && (() => move(0, 1)),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }, true);

  // Where a pointer is: how many columns right of the block's start, and in whose row.
  const follow = (event, grip) => {
    held.by = Math.round((event.clientX - grip.x) / column()) * Number(board().dataset.unit);
    held.down = document.elementsFromPoint(event.clientX, event.clientY)
      .map((found) => found.closest("tr[data-person]")).find(Boolean) ?? held.down;
  };
  document.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("table.board td[data-block]");
    if (!cell || event.button !== 0) return;
    // A finger scrolls the board until it has taken a block in hand by a tap.
    if (event.pointerType === "touch" && held?.cell !== cell) return;
    drag = { cell, x: event.clientX, y: event.clientY, on: false, last: "" };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
    if (!drag.on && far < FIRST_MOVE) return;
    event.preventDefault();
    if (!drag.on) {
      drag.on = true;
      if (held?.cell !== drag.cell) pickUp(drag.cell, true);
    }
    if (!held) return;
    follow(event, drag);
    const key = `${held.by} ${held.down.dataset.person}`;
    if (key !== drag.last) { drag.last = key; tryIt(); }
  });
  const letGo = (event) => {
    const was = drag;
    drag = null;
    if (was?.on && event.type === "pointerup") {
      letGo.dragged = true;
      setTimeout(() => { letGo.dragged = false; });
      putDown();
    } else if (was?.on) putBack();
  };
  document.addEventListener("pointerup", letGo);
  document.addEventListener("pointercancel", letGo);

  // A tap takes in hand; the next tap says where to, and one on the block itself puts it back.
  document.addEventListener("click", (event) => {
    if (letGo.dragged || event.defaultPrevented) return;
    const found = event.target.closest("a.put-back");
    if (found && held) { event.preventDefault(); putBack(); return; }
    const places = event.target.closest("a.find-places");
    if (places) { event.preventDefault(); look(places.href); return; }
    const cell = event.target.closest("table.board td[data-block]");
    const row = event.target.closest("table.board tr[data-person]");
    if (held && row && cell !== held.cell && !event.target.closest("th")) {
      const from = held.cell.getBoundingClientRect().left;
      const middle = event.clientX - from - held.cell.getBoundingClientRect().width / 2;
      held.by = Math.round(middle / column()) * Number(board().dataset.unit);
      held.down = row;
      tryIt();
    } else if (held && cell === held.cell) putBack();
    else if (cell) pickUp(cell);
  });
  const look = async (address) => {
    try {
      const answer = await fetch(address);
      if (answer.ok) panelOf(await answer.text());
      document.getElementById("panel")?.focus();
      if (held) show();
    } catch { say(area().dataset.lost.replace("{clock}", opened)); }
  };

  // The panel's forms, without loading the page anew, so that a lost connection loses nothing.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form.edit");
    if (!form) return;
    event.preventDefault();
    const address = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    const trying = address === area().dataset.try;
    const answer = await send(address, new URLSearchParams(new FormData(form)), !trying);
    if (!answer) return;
    const text = await answer.text();
    if (trying || answer.status === 422) {
      const page = panelOf(text);
      say(page.getElementById("edit-status")?.textContent.trim() ?? "");
      document.getElementById("panel")?.focus();
    } else take(text, () => document.getElementById("panel")?.focus());
  });
})();
