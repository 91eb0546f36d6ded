// The board is one tab stop: Tab enters and leaves it, arrows move inside it.
"use strict";

const setUpBoard = () => {
  const board = document.querySelector("table.board");
  if (!board) return;
  const rows = [...board.tBodies]
    .flatMap((part) => [...part.rows])
    .map((row) => [...row.querySelectorAll("td.cell")])
    .filter((cells) => cells.length);
  if (!rows.length) return;
  let stop = rows[0][0];
  stop.tabIndex = 0;

  const middle = (cell) => {
    const box = cell.getBoundingClientRect();
    return (box.left + box.right) / 2;
  };
  // Up and down go to the block that lies nearest in time.
  const nearest = (cells, cell) =>
    cells.reduce((best, other) =>
      Math.abs(middle(other) - middle(cell)) < Math.abs(middle(best) - middle(cell)) ? other : best);

  const move = (cell) => {
    if (!cell) return;
    stop.tabIndex = -1;
    stop = cell;
    stop.tabIndex = 0;
    stop.focus();
  };

  const target = (event, row, column) => {
    const cells = rows[row];
    switch (event.key) {
      case "ArrowRight": return cells[column + 1];
      case "ArrowLeft": return cells[column - 1];
      case "ArrowDown": return rows[row + 1] && nearest(rows[row + 1], cells[column]);
      case "ArrowUp": return rows[row - 1] && nearest(rows[row - 1], cells[column]);
      case "Home": return (event.ctrlKey ? rows[0] : cells)[0];
      case "End": return (event.ctrlKey ? rows.at(-1) : cells).at(-1);
      default: return null;
    }
  };
  const keys = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"];

  board.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td.cell");
    if (!cell || !keys.includes(event.key) || event.altKey || event.metaKey) return;
    event.preventDefault();
    const row = rows.findIndex((cells) => cells.includes(cell));
    move(target(event, row, rows[row].indexOf(cell)));
  });

  // A click makes the block the place where Tab enters again.
  board.addEventListener("click", (event) => move(event.target.closest("td.cell")));
};
setUpBoard();
// An edit puts another board into the page.
document.addEventListener("board", setUpBoard);
