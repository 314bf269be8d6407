// What happened so far: how requests ended, and what the virtual users decided at the edge.

import { count, words } from '/format.js';

const BARS = [
  {
    key: 'requests', title: 'Requests ended', colour: (name) => ({ OK: 'green', SHED: 'faint', DROPPED: 'faint' })[name] ?? 'vermillion',
    about: 'Logical requests by how they ended, retries behind them: one line each, whatever it took.',
  },
  {
    key: 'attempts', title: 'Attempts ended', colour: (name) => (name === 'OK' ? 'green' : 'orange'),
    about: 'Single attempts by the answer that they got, refusals that were retried later included.',
  },
  {
    key: 'decisions', title: 'Reactions of the virtual users', colour: () => 'blue',
    about: 'What our own virtual users did at the edge by their declared policy. They are ours, not your application.',
  },
];

export class Ledgers {
  constructor(parent) {
    this.lists = BARS.map((spec) => {
      const box = document.createElement('div');
      box.className = 'ledger';
      box.innerHTML = `<h2 class="def" tabindex="0" aria-describedby="tip-${spec.key}">${spec.title}</h2>
        <div class="tip" role="tooltip" id="tip-${spec.key}">${spec.about}</div><ul></ul>`;
      parent.append(box);
      return { spec, list: box.querySelector('ul') };
    });
  }

  update(total) {
    for (const { spec, list } of this.lists) {
      const counts = Object.entries(total?.[spec.key] ?? {}).sort((a, b) => b[1] - a[1]);
      list.replaceChildren(...counts.map(([name, n]) => {
        const item = document.createElement('li');
        const number = document.createElement('b');
        number.textContent = count(n);
        item.dataset.colour = spec.colour(name);
        item.append(number, ` ${name === 'OK' ? 'OK' : words(name)}`);
        return item;
      }));
      if (counts.length === 0) list.textContent = 'none yet';
    }
  }
}
