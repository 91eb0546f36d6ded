// Paints numbers of people on the grid of a week. Nothing is stored before the form is sent.
{
  const form = document.getElementById("painting");
  const rows = [...form.querySelectorAll(".paint tbody tr")];
  const grid = rows.map((row) => [...row.querySelectorAll("td")]);
  const names = [...form.querySelectorAll(".paint thead th")].slice(1).map((th) => th.textContent);
  const status = document.getElementById("painted");
  const people = document.getElementById("people");
  const step = Number(form.dataset.step);
  const strokes = [];
  let stroke = null;
  let here = [0, 0];
  let dragging = false;

  const filledIn = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const brush = () => Math.min(500, Math.max(0, Math.trunc(Number(people.value)) || 0));

  function show(cell, low, high) {
    cell.dataset.low = low;
    cell.dataset.high = high;
    cell.textContent = low === high ? high || "" : `${low}–${high}`;
    cell.classList.toggle("con", high > 0);
  }

  function paint(cell, number) {
    const layer = form.elements.layer.value;
    const before = [Number(cell.dataset.low), Number(cell.dataset.high)];
    let [low, high] = before;
    if (layer !== "low") high = number;
    if (layer !== "high") low = number;
    // More can never be asked for than is wanted: the other one follows the one that is painted.
    if (low > high) [low, high] = layer === "high" ? [high, high] : [low, low];
    if (low === before[0] && high === before[1]) return;
    (stroke ?? strokes[strokes.push([]) - 1]).push([cell, ...before]);
    show(cell, low, high);
  }

  function begin() { strokes.push(stroke = []); }
  function end() { if (stroke && !stroke.length) strokes.pop(); stroke = null; }

  function say() {
    const [row, day] = here;
    const { low, high } = grid[row][day].dataset;
    status.textContent = filledIn(form.dataset.said, { day: names[day], time: rows[row].cells[0].textContent, low, high });
  }

  function go(row, day) {
    grid[here[0]][here[1]].tabIndex = -1;
    here = [Math.min(grid.length - 1, Math.max(0, row)), Math.min(6, Math.max(0, day))];
    const cell = grid[here[0]][here[1]];
    cell.tabIndex = 0;
    cell.focus();
  }

  function back() {
    const last = strokes.pop();
    if (!last) return;
    for (const [cell, low, high] of last.reverse()) show(cell, low, high);
    status.textContent = form.dataset.putBack;
  }

  const place = (cell) => [cell.parentElement.rowIndex - 1, cell.cellIndex - 1];
  const table = form.querySelector(".paint");
  for (const row of grid) for (const cell of row) { cell.tabIndex = -1; cell.setAttribute("role", "gridcell"); }

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    const [row, day] = place(cell);
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") back();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (move) {
      if (event.shiftKey) paint(cell, brush());
      go(row + move[0], day + move[1]);
      if (event.shiftKey) { paint(grid[here[0]][here[1]], brush()); say(); }
    } else if (event.key === "Home") go(row, 0);
    else if (event.key === "End") go(row, 6);
    else if (event.key === "PageUp") go(row - 240 / step, day);
    else if (event.key === "PageDown") go(row + 240 / step, day);
    else if (event.key === " " || event.key === "Enter") { paint(cell, brush()); say(); }
    else if (/^\d$/.test(event.key)) { people.value = event.key; paint(cell, brush()); say(); }
    else return;
    event.preventDefault();
  });

  // A finger that moves scrolls the grid; one that presses paints the slot. A mouse or pen drags.
  table.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.pointerType === "touch" || event.button) return;
    event.preventDefault();
    go(...place(cell));
    dragging = true;
    begin();
    paint(cell, brush());
  });
  table.addEventListener("pointerover", (event) => {
    const cell = event.target.closest("td");
    if (dragging && cell) paint(cell, brush());
  });
  document.addEventListener("pointerup", () => { if (dragging) { dragging = false; end(); } });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.pointerType !== "touch") return;
    go(...place(cell));
    paint(cell, brush());
    say();
  });

  document.getElementById("fill").addEventListener("click", () => {
    const minute = (id) => {
      const found = /^(\d{1,2}):(\d{2})$/.exec(document.getElementById(id).value.trim());
      const at = found ? found[1] * 60 + Number(found[2]) : NaN;
      return at < 1440 && at % step === 0 ? at : NaN;
    };
    const [from, to] = [minute("fill-from"), minute("fill-to")];
    const length = to > from ? to - from : to - from + 1440;
    if (Number.isNaN(length)) { status.textContent = form.dataset.wrong; return; }
    let number = 0;
    begin();
    for (const box of document.querySelectorAll(".fill-day:checked")) {
      for (let at = from; at < from + length; at += step) {
        const day = (Number(box.value) + Math.floor(at / 1440)) % 7;
        paint(grid[Math.floor((at % 1440) / step)][day], brush());
        number += 1;
      }
    }
    end();
    status.textContent = filledIn(form.dataset.filled, { number });
  });

  form.addEventListener("submit", () => {
    const day = (number) => grid.map((row) => `${row[number].dataset.low}-${row[number].dataset.high}`).join(",");
    form.elements.cells.value = names.map((_, number) => day(number)).join(";");
  });

  const used = grid.findIndex((row) => row.some((cell) => cell.dataset.high !== "0"));
  here = [used < 0 ? 480 / step : used, 0];
  grid[here[0]][0].tabIndex = 0;
  const box = table.parentElement;
  box.scrollTop = rows[Math.max(0, here[0] - 60 / step)].offsetTop - table.tHead.offsetHeight;
}
