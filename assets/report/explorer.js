// Computes what thresholds reach, on the rows embedded in the page. Runs in the browser, without any library.
(() => {
  const source = document.getElementById('data');
  if (source === null) return;

  const columns = JSON.parse(source.textContent).map((column) => {
    const start = Math.fround(column.threshold);
    const scores = new Float32Array(bytesOf(column.scores).buffer);
    return { ...column, scores, gold: bytesOf(column.gold), start, threshold: start };
  });
  const categories = columns.filter(({ category }) => category);
  const rowCount = columns[0].scores.length;

  function bytesOf(base64) {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }

  const gives = ({ scores, threshold }, row) => scores[row] >= threshold;

  // A text that carries an act is about crypto, whatever its topic score says.
  function isGiven(column, row) {
    return gives(column, row) || (!column.category && categories.some((category) => gives(category, row)));
  }

  function countsOf(column) {
    const { gold } = column;
    const counts = { right: 0, wrong: 0, missed: 0 };
    for (let row = 0; row < rowCount; row += 1) {
      const given = isGiven(column, row);
      if (given && gold[row] === 1) counts.right += 1;
      else if (given) counts.wrong += 1;
      else if (gold[row] === 1) counts.missed += 1;
    }
    return counts;
  }

  function ratesOf({ right, wrong, missed }) {
    return {
      precision: right / (right + wrong),
      recall: right / (right + missed),
      f1: (2 * right) / (2 * right + wrong + missed),
    };
  }

  function totalsOf(allCounts) {
    let [exact, innocent, accused] = [0, 0, 0];
    for (let row = 0; row < rowCount; row += 1) {
      let [isExact, isInnocent, isAccused] = [true, true, false];
      for (const category of categories) {
        const given = gives(category, row);
        if (given !== (category.gold[row] === 1)) isExact = false;
        if (category.gold[row] === 1) isInnocent = false;
        if (given) isAccused = true;
      }
      if (isExact) exact += 1;
      if (isInnocent) innocent += 1;
      if (isInnocent && isAccused) accused += 1;
    }
    const f1 = allCounts.map((counts) => ratesOf(counts).f1).filter((value) => !Number.isNaN(value));
    const sum = (name) => allCounts.reduce((total, counts) => total + counts[name], 0);
    const pooled = { right: sum('right'), wrong: sum('wrong'), missed: sum('missed') };
    return {
      macro: f1.reduce((total, value) => total + value, 0) / f1.length,
      micro: ratesOf(pooled).f1,
      exact: exact / rowCount,
      falseAlarms: accused / innocent,
    };
  }

  const numberText = (value) => (Number.isNaN(value) ? '–' : value.toFixed(3));
  const percentText = (value) => (Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`);

  function show(column) {
    const counts = countsOf(column);
    const rates = ratesOf(counts);
    const cells = document.querySelectorAll(`tr[data-label="${column.label}"] td`);
    const shown = [
      ...[rates.precision, rates.recall, rates.f1].map(numberText),
      ...[counts.right, counts.wrong, counts.missed].map(String),
    ];
    for (const [index, text] of shown.entries()) cells[index + 1].textContent = text;
    moveDot(column.label, rates);
  }

  function moveDot(label, { precision, recall }) {
    const panel = document.querySelector(`.panel[data-label="${label}"]`);
    const dot = panel.querySelector('.current path');
    if (dot === null) return;
    const size = Number(panel.dataset.size);
    dot.setAttribute('visibility', Number.isNaN(precision + recall) ? 'hidden' : 'visible');
    if (!Number.isNaN(precision + recall)) {
      dot.setAttribute('transform', `translate(${recall * size},${(1 - precision) * size})`);
    }
  }

  function showTotals() {
    // The totals are of the four acts together; with fewer they would be other figures of the same name.
    if (categories.length < 4) return;
    const { macro, micro, exact, falseAlarms } = totalsOf(categories.map(countsOf));
    document.getElementById('totals').textContent =
      `Macro F1 ${percentText(macro)}, micro F1 ${percentText(micro)}, ` +
      `exact match ${percentText(exact)}, false alarms ${percentText(falseAlarms)}`;
  }

  function setWidgets(column, except) {
    for (const input of document.querySelectorAll(`input[data-label="${column.label}"]`)) {
      if (input !== except) input.value = String(Number(column.threshold.toFixed(4)));
    }
  }

  for (const column of columns) {
    for (const input of document.querySelectorAll(`input[data-label="${column.label}"]`)) {
      input.addEventListener('input', () => {
        if (input.value === '') return;
        column.threshold = Math.fround(Number(input.value));
        setWidgets(column, input);
        for (const changed of columns) show(changed);
        showTotals();
      });
    }
  }

  function reset() {
    for (const column of columns) {
      column.threshold = column.start;
      setWidgets(column, null);
    }
    for (const column of columns) show(column);
    showTotals();
  }

  document.getElementById('reset').addEventListener('click', reset);
  reset();
})();
