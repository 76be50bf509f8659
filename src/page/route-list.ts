import { backendTitle, gatewayTitle, type RouteTopology } from '../picture/topology';
import { element } from './dom';
import type { PageGateway } from './model';

/** What is chosen in the list: a Gateway, or a route of it. */
export interface Choice {
  readonly gateway: PageGateway;
  readonly route?: RouteTopology;
}

interface Row extends Choice {
  readonly title: string;
  readonly sub: string;
  /** In lower case. */
  readonly searched: string;
}

/** Pixels, as in the style. */
const ROW = 46;
const SPARE = 6;

/** The list of all Gateways and routes. Only the rows in sight are there: ten thousand are as quick as ten. */
export class RouteList {
  readonly node: HTMLElement;
  private readonly rows: readonly Row[];
  private readonly scroller: HTMLElement;
  private readonly all: HTMLElement;
  private readonly count: HTMLElement;
  private shown: readonly Row[];
  private chosen: Row | undefined;

  constructor(
    gateways: readonly PageGateway[],
    private readonly choose: (choice: Choice) => void,
  ) {
    this.rows = gateways.flatMap(rowsOf);
    this.shown = this.rows;
    this.all = element('div', { class: 'all' });
    this.scroller = element(
      'div',
      { class: 'rows', on: { scroll: () => this.draw(), keydown: (event) => this.move(event) } },
      this.all,
    );
    this.count = element('p', { class: 'quiet' });
    const search = element('input', {
      attributes: { type: 'search', placeholder: 'Search names, hosts, paths', 'aria-label': 'Search' },
      on: {
        input: () => this.search(search.value),
        keydown: (event) => {
          if (event.key === 'Enter' || event.key === 'ArrowDown') this.take(event, 0);
        },
      },
    });
    this.node = element('nav', {}, element('div', { class: 'search' }, search, this.count), this.scroller);
    new ResizeObserver(() => this.draw()).observe(this.scroller);
    this.search('');
  }

  /** Shows something as chosen, without telling. */
  mark(choice: Choice): void {
    this.chosen = this.rows.find(({ gateway, route }) => gateway === choice.gateway && route === choice.route);
    const at = this.chosen ? this.shown.indexOf(this.chosen) : -1;
    const { scrollTop, clientHeight } = this.scroller;
    if (at >= 0 && (at * ROW < scrollTop || (at + 1) * ROW > scrollTop + clientHeight))
      this.scroller.scrollTop = (at - 2) * ROW;
    this.draw();
  }

  /** The one row that the tabulator stops at. */
  private get stop(): Row | undefined {
    return this.chosen && this.shown.includes(this.chosen) ? this.chosen : this.shown[0];
  }

  private search(text: string): void {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    this.shown =
      words.length === 0
        ? this.rows
        : this.rows.filter(({ searched }) => words.every((word) => searched.includes(word)));
    this.count.textContent = words.length === 0 ? '' : `${this.shown.length} of ${this.rows.length}`;
    this.all.style.height = `${this.shown.length * ROW}px`;
    this.scroller.scrollTop = 0;
    this.draw();
  }

  /** Arrow keys go through the list. */
  private move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step === undefined) return;
    const at = this.chosen ? this.shown.indexOf(this.chosen) : -1;
    this.take(event, Math.min(Math.max(at + step, 0), this.shown.length - 1));
  }

  /** Chooses a row and puts the keyboard there. */
  private take(event: KeyboardEvent, at: number): void {
    event.preventDefault();
    const row = this.shown[at];
    if (!row) return;
    this.mark(row);
    this.choose(row);
    this.focusChosen();
  }

  private focusChosen(): void {
    this.all.querySelector<HTMLElement>('[aria-current=true]')?.focus();
  }

  private draw(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const last = Math.min(this.shown.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
    const hadFocus = this.all.contains(document.activeElement);
    this.all.replaceChildren(...this.shown.slice(first, last).map((row, index) => this.rowNode(row, first + index)));
    // The row that had it was replaced.
    if (hadFocus) this.focusChosen();
  }

  private rowNode(row: Row, at: number): HTMLElement {
    const { title, sub, route, gateway } = row;
    const [worst] = (route ?? gateway.topology).marks;
    const dot = worst
      ? [element('i', { class: `dot ${worst.severity}`, attributes: { title: `${worst.severity}: ${worst.rule}` } })]
      : [];
    const node = element(
      'button',
      {
        class: `row ${route ? 'route' : 'gateway'}`,
        attributes: {
          type: 'button',
          tabindex: row === this.stop ? '0' : '-1',
          ...(row === this.chosen ? { 'aria-current': 'true' } : {}),
        },
        on: {
          click: () => {
            this.mark(row);
            this.choose(row);
          },
        },
      },
      element('span', {}, ...dot, title),
      element('span', { class: 'sub' }, sub),
    );
    node.style.top = `${at * ROW}px`;
    return node;
  }
}

function rowsOf(gateway: PageGateway): readonly Row[] {
  const { cluster, vip = 'VIP not known', listeners, routes } = gateway.topology;
  const title = gatewayTitle(gateway.topology);
  // Of several clusters, a route that was searched for has to say whose it is.
  const whose = cluster === undefined ? '' : `${cluster}: `;
  const hosts = listeners.map((each) => `${each.name} ${each.protocol} ${each.port} ${each.hostname}`);
  const head: Row = {
    gateway,
    title,
    sub: `${vip}, ${listeners.length} ${listeners.length === 1 ? 'listener' : 'listeners'}, ${routes.length} ${routes.length === 1 ? 'route' : 'routes'}`,
    searched: `${title} ${vip} ${hosts.join(' ')}`.toLowerCase(),
  };
  return [
    head,
    ...routes.map((route): Row => {
      const backends = route.backends.flatMap((backend) => [backendTitle(backend), ...backend.labels]);
      const redirects = route.redirects.flatMap(({ target, labels }) => [target, ...labels]);
      const hostnames = route.hostnames.join(', ') || 'every host of its listeners';
      return {
        gateway,
        route,
        title: `${route.namespace}/${route.name}`,
        sub: `${whose}${route.kind}, ${hostnames}`,
        searched:
          `${whose}${route.kind} ${route.namespace}/${route.name} ${hostnames} ${[...route.listeners, ...backends, ...redirects].join(' ')}`.toLowerCase(),
      };
    }),
  ];
}
