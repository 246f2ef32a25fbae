(function () {
  'use strict';

  // ---- charts: the tables below them say the same, so they are hidden from screen readers

  var series = JSON.parse(document.getElementById('series').textContent);
  var charts = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function chart(id, labels, values, horizontal, most, label) {
    var amounts = {
      beginAtZero: true,
      suggestedMax: most,
      ticks: { precision: 0, color: colour('--faint') },
      grid: { color: colour('--line') }
    };
    var names = { ticks: { color: colour('--faint'), autoSkip: false }, grid: { display: false } };
    charts.push(new Chart(document.getElementById(id), {
      type: 'bar',
      data: { labels: labels, datasets: [{ data: values, backgroundColor: colour('--accent'), maxBarThickness: 44 }] },
      options: {
        indexAxis: horizontal ? 'y' : 'x',
        animation: false,
        maintainAspectRatio: false,
        scales: horizontal ? { x: amounts, y: names } : { x: names, y: amounts },
        plugins: {
          legend: { display: false },
          tooltip: { callbacks: { label: function (item) { return label(item.raw); } } }
        }
      }
    }));
  }

  function draw() {
    charts.splice(0).forEach(function (each) { each.destroy(); });
    chart('marks-chart', series.bins, series.students, false, 5, function (n) {
      return n + (n === 1 ? ' student' : ' students');
    });
    chart('tasks-chart', series.tasks, series.passed, true, 100, function (n) { return n + ' %'; });
  }

  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  // Paper is light: the style sheet's colours for print apply while it is being printed.
  matchMedia('print').addEventListener('change', draw);

  // ---- the table of students

  var table = document.getElementById('table');
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

  function closeAll() {
    rows.forEach(function (row) { show(row, false); });
  }

  function compare(a, b, column) {
    var x = a.cells[column].dataset.order;
    var y = b.cells[column].dataset.order;
    var numbers = !isNaN(parseFloat(x)) && !isNaN(parseFloat(y));
    return numbers ? parseFloat(x) - parseFloat(y) : words.compare(x, y);
  }

  function sort(header) {
    var up = header.getAttribute('aria-sort') !== 'ascending';
    var column = header.cellIndex;
    closeAll();
    Array.prototype.forEach.call(header.parentNode.cells, function (cell) {
      if (cell.hasAttribute('aria-sort')) {
        cell.setAttribute('aria-sort', 'none');
      }
    });
    header.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    rows.sort(function (a, b) {
      return (up ? 1 : -1) * compare(a, b, column) || compare(a, b, 0);
    });
    rows.forEach(function (row) { body.appendChild(row); });
  }

  function filter() {
    var wanted = document.getElementById('filter').value.trim().toLowerCase();
    var shown = 0;
    closeAll();
    rows.forEach(function (row) {
      var text = Array.prototype.slice.call(row.cells)
        .map(function (cell, i) { return i === 0 ? cell.dataset.search : cell.textContent; })
        .join(' ').toLowerCase();
      row.hidden = wanted !== '' && text.indexOf(wanted) < 0;
      shown += row.hidden ? 0 : 1;
    });
    document.getElementById('shown').textContent =
      wanted === '' ? '' : shown + ' of ' + rows.length + ' shown';
  }

  // ---- the evidence of one student, made when it is opened; text only, never markup

  function add(parent, tag, text, kind) {
    var made = document.createElement(tag);
    if (text) { made.textContent = text; }
    if (kind) { made.className = kind; }
    return parent.appendChild(made);
  }

  function fact(list, name, value, code) {
    if (value) {
      add(list, 'dt', name);
      add(code ? add(list, 'dd') : list, code ? 'code' : 'dd', value);
    }
  }

  function check(parent, item) {
    var entry = item.entry;
    var box = add(parent, 'div', '', 'check ' + entry.kind);
    add(box, 'p', entry.name);
    add(box, 'p', entry.outcome.charAt(0).toUpperCase() + entry.outcome.slice(1)
      + (entry.points ? ', ' + entry.points : ''), 'outcome');
    if (item.hiddenUntil) { add(box, 'p', 'Hidden from the student until ' + item.hiddenUntil + '.', 'faint'); }
    if (entry.kind !== 'pass') {
      var list = add(box, 'dl');
      fact(list, 'Blocked by', entry.blockedBy);
      fact(list, 'Expected', entry.expected);
      fact(list, entry.kind === 'open' ? 'Why' : 'Found', entry.found, entry.kind !== 'open');
      fact(list, 'Where', entry.where, true);
      fact(list, 'Hint', entry.hint);
    }
    (entry.notes || []).forEach(function (note) { add(box, 'p', note); });
    if (entry.evidence && entry.evidence.length) {
      var looks = add(box, 'ul');
      entry.evidence.forEach(function (look) {
        var line = add(looks, 'li', look.expected + ': ');
        add(line, 'code', look.found);
        line.appendChild(document.createTextNode(', ' + look.how + ' '));
        add(line, 'code', look.where);
        if (look.remark) { line.appendChild(document.createTextNode(' (' + look.remark + ')')); }
      });
    }
  }

  function details(cell, data) {
    var inner = add(cell, 'div', '', 'inner');
    var facts = add(inner, 'dl', '', 'facts');
    fact(facts, 'Submission', data.source || data.id, true);
    fact(facts, 'Asked', data.target);
    fact(facts, 'Handed in', data.handedIn);
    fact(facts, 'Not graded', data.problem);
    (data.adjustments || []).forEach(function (each) { fact(facts, 'Adjusted', each); });
    (data.weaknesses || []).forEach(function (each) { fact(facts, 'Note', each); });
    (data.tasks || []).forEach(function (task) {
      add(inner, 'h3', task.title);
      task.checks.forEach(function (item) { check(inner, item); });
    });
  }

  // ---- details are packed in blocks of students; see Evidence.java

  var blocks = document.querySelectorAll('script.block');
  var unpacked = {};

  function unpack(number) {
    if (!unpacked[number]) {
      var packed = atob(blocks[number].textContent);
      var bytes = Uint8Array.from(packed, function (each) { return each.charCodeAt(0); });
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
      unpacked[number] = new Response(stream).json();
    }
    return unpacked[number];
  }

  function fill(cell, row) {
    if (!window.DecompressionStream) {
      add(cell, 'p', 'This browser is too old to unpack the evidence (it is from before 2023). It is in grades.json too.');
      return;
    }
    unpack(Number(row.dataset.block)).then(function (students) {
      details(cell, students[Number(row.dataset.entry)]);
    });
  }

  function show(row, open) {
    var button = row.querySelector('.open');
    if ((button.getAttribute('aria-expanded') === 'true') === open) { return; }
    button.setAttribute('aria-expanded', String(open));
    if (!open) {
      row.nextSibling.remove();
      button.removeAttribute('aria-controls');
      return;
    }
    var under = document.createElement('tr');
    under.className = 'details';
    under.id = row.id + '-evidence';
    var cell = add(under, 'td');
    cell.colSpan = row.cells.length;
    fill(cell, row);
    row.after(under);
    button.setAttribute('aria-controls', under.id);
  }

  table.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) { return; }
    if (button.classList.contains('sort')) { sort(button.parentNode); }
    if (button.classList.contains('open')) {
      var row = button.closest('tr');
      show(row, button.getAttribute('aria-expanded') !== 'true');
    }
  });
  document.getElementById('filter').addEventListener('input', filter);
}());
