import { type Diagram, diagramOf, itemsOf } from '../picture/diagram';
import { layoutOf } from '../picture/layout';
import { layoutParts, SVG_LIMITS } from '../picture/svg';
import { type GatewayTopology, gatewayTitle, type RouteTopology, routeTitle } from '../picture/topology';
import { element } from './dom';

/** Routes in one picture: a screen has room for no more. */
const MOST_ITEMS = 10;

/** Pixels that a hand may shake. */
const SLACK = 4;

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** The picture of one Gateway, to zoom and to move. */
export class Drawing {
  readonly node: HTMLElement;
  private readonly svg: SVGSVGElement;
  private diagram: Diagram = { title: '', nodes: [], edges: [] };
  private size = { width: 1, height: 1 };
  /** Whether the pointer was moved since it went down: then its click chooses nothing. */
  private moved = false;
  /** Whether the reader looked closer, or elsewhere: a new size of the window does not change that. */
  private touched = false;
  private view = { x: 0, y: 0, width: 1, height: 1 };

  /** @param choose called with the key of a node that is clicked, as `DiagramNode` has it */
  constructor(private readonly choose: (key: string) => void) {
    this.svg = document.createElementNS(NAMESPACE, 'svg');
    const zoom = (text: string, label: string, click: () => void): HTMLElement =>
      element('button', { attributes: { type: 'button', 'aria-label': label, title: label }, on: { click } }, text);
    this.node = element(
      'main',
      {},
      element(
        'div',
        { class: 'zoom' },
        zoom('+', 'Larger', () => this.zoom(1 / 1.3)),
        zoom('-', 'Smaller', () => this.zoom(1.3)),
        zoom('[ ]', 'All of it', () => this.fitAnew()),
      ),
    );
    this.node.prepend(this.svg);
    this.svg.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.12 : 1 / 1.12, event);
    });
    this.svg.addEventListener('pointerdown', (event) => this.drag(event));
    this.svg.addEventListener('click', (event) => this.clicked(event));
    this.svg.addEventListener('keydown', (event) => this.pressed(event));
    new ResizeObserver(() => this.touched || this.fit()).observe(this.node);
  }

  /** Draws a Gateway with up to 10 of its routes: those around the one that is named, if one is. */
  show(gateway: GatewayTopology, route?: RouteTopology): void {
    const items = itemsOf(gateway);
    const at = items.findIndex((item) => 'route' in item && item.route === route);
    const first = Math.max(0, Math.min(at - MOST_ITEMS / 2, items.length - MOST_ITEMS));
    const drawn = items.slice(first, first + MOST_ITEMS);
    const rest = [...items.slice(0, Math.max(first, 0)), ...items.slice(Math.max(first, 0) + MOST_ITEMS)];
    this.diagram = diagramOf(gateway, drawn, rest, SVG_LIMITS);
    const layout = layoutOf(this.diagram);
    this.size = { width: layout.width, height: layout.height };
    this.svg.setAttribute('aria-label', `Gateway ${gatewayTitle(gateway)}`);
    const parsed = new DOMParser().parseFromString(
      `<svg xmlns="${NAMESPACE}">${layoutParts(layout).join('')}</svg>`,
      'image/svg+xml',
    );
    this.svg.replaceChildren(...parsed.documentElement.childNodes);
    for (const node of this.svg.querySelectorAll('[data-id]')) {
      node.setAttribute('tabindex', '0');
      node.setAttribute('role', 'button');
    }
    this.fitAnew();
    if (route) this.light([routeTitle(route)], false);
  }

  /** Marks the nodes of these keys and the edges between them. @param fade whether all others step back */
  light(keys: readonly string[], fade: boolean): void {
    const ids = new Set(this.diagram.nodes.filter(({ key }) => keys.includes(key)).map(({ id }) => id));
    for (const node of this.svg.querySelectorAll('[data-id]')) {
      const lit = ids.has(node.getAttribute('data-id') ?? '');
      node.classList.toggle('lit', lit);
      node.classList.toggle('faded', fade && !lit);
    }
    for (const edge of this.svg.querySelectorAll('[data-from]')) {
      const lit =
        ids.size > 1 && ids.has(edge.getAttribute('data-from') ?? '') && ids.has(edge.getAttribute('data-to') ?? '');
      edge.classList.toggle('lit', lit);
      edge.classList.toggle('faded', fade && !lit);
    }
  }

  private clicked(event: MouseEvent): void {
    if (!this.moved) this.chooseAt(event.target);
  }

  /** Enter and the space bar are a click. */
  private pressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    this.chooseAt(event.target);
  }

  private chooseAt(target: EventTarget | null): void {
    const id = target instanceof Element ? target.closest('[data-id]')?.getAttribute('data-id') : undefined;
    const node = this.diagram.nodes.find((each) => each.id === id);
    if (node) this.choose(node.key);
  }

  /** All of it, but never larger than it is drawn. */
  private fitAnew(): void {
    this.touched = false;
    this.fit();
  }

  private fit(): void {
    const { clientWidth, clientHeight } = this.node;
    // Below, there is room for the buttons.
    const margin = 24;
    const scale = Math.max(
      (this.size.width + 2 * margin) / clientWidth,
      (this.size.height + 4 * margin) / clientHeight,
      1,
    );
    const [width, height] = [clientWidth * scale, clientHeight * scale];
    this.look({ x: (this.size.width - width) / 2, y: (this.size.height + 2 * margin - height) / 2, width, height });
  }

  /** Around the pointer, else around the middle. */
  private zoom(factor: number, at?: MouseEvent): void {
    const box = this.svg.getBoundingClientRect();
    const [u, v] = at ? [(at.clientX - box.left) / box.width, (at.clientY - box.top) / box.height] : [0.5, 0.5];
    const { x, y, width, height } = this.view;
    this.touched = true;
    const wide = Math.min(Math.max(width * factor, 80), 200_000);
    const tall = (height * wide) / width;
    this.look({ x: x + (width - wide) * u, y: y + (height - tall) * v, width: wide, height: tall });
  }

  private drag(down: PointerEvent): void {
    const start = this.view;
    this.moved = false;
    const scale = start.width / this.svg.clientWidth;
    const move = (event: PointerEvent): void => {
      if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < SLACK && !this.moved) return;
      this.moved = true;
      this.touched = true;
      this.look({
        ...start,
        x: start.x - (event.clientX - down.clientX) * scale,
        y: start.y - (event.clientY - down.clientY) * scale,
      });
    };
    const up = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
  }

  private look(view: Drawing['view']): void {
    this.view = view;
    this.svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  }
}
