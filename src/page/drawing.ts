import { type Diagram, diagramOf, itemsOf } from '../picture/diagram';
import { layoutOf } from '../picture/layout';
import { layoutParts, SVG_LIMITS } from '../picture/svg';
import { type GatewayTopology, type RouteTopology, routeTitle } from '../picture/topology';
import { element } from './dom';

/** Routes in one picture: a screen has room for no more. */
const MOST_ITEMS = 14;

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** The picture of one Gateway, to zoom and to move. */
export class Drawing {
  readonly node: HTMLElement;
  private readonly svg: SVGSVGElement;
  private diagram: Diagram = { title: '', nodes: [], edges: [] };
  private size = { width: 1, height: 1 };
  private view = { x: 0, y: 0, width: 1, height: 1 };

  /** @param choose called with the key of a node that is clicked, as `DiagramNode` has it */
  constructor(private readonly choose: (key: string) => void) {
    this.svg = document.createElementNS(NAMESPACE, 'svg');
    this.svg.setAttribute('role', 'img');
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
        zoom('[ ]', 'All of it', () => this.fit()),
      ),
    );
    this.node.prepend(this.svg);
    this.svg.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.12 : 1 / 1.12, event);
    });
    this.svg.addEventListener('pointerdown', (event) => this.drag(event));
    this.svg.addEventListener('click', (event) => this.clicked(event));
    new ResizeObserver(() => this.fit()).observe(this.node);
  }

  /** Draws a Gateway with up to 14 of its routes: those around the one that is named, if one is. */
  show(gateway: GatewayTopology, route?: RouteTopology): void {
    const items = itemsOf(gateway);
    const at = items.findIndex((item) => 'route' in item && item.route === route);
    const first = Math.max(0, Math.min(at - MOST_ITEMS / 2, items.length - MOST_ITEMS));
    const drawn = items.slice(first, first + MOST_ITEMS);
    this.diagram = diagramOf(gateway, drawn, items.length - drawn.length, SVG_LIMITS);
    const layout = layoutOf(this.diagram);
    this.size = { width: layout.width, height: layout.height };
    this.svg.setAttribute('aria-label', `Gateway ${gateway.namespace}/${gateway.name}`);
    const parsed = new DOMParser().parseFromString(
      `<svg xmlns="${NAMESPACE}">${layoutParts(layout).join('')}</svg>`,
      'image/svg+xml',
    );
    this.svg.replaceChildren(...parsed.documentElement.childNodes);
    this.fit();
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
    const { target } = event;
    const id = target instanceof Element ? target.closest('[data-id]')?.getAttribute('data-id') : undefined;
    const node = this.diagram.nodes.find((each) => each.id === id);
    if (node) this.choose(node.key);
  }

  /** All of it, but never larger than it is drawn. */
  private fit(): void {
    const { clientWidth, clientHeight } = this.node;
    const margin = 24;
    const scale = Math.max(
      (this.size.width + 2 * margin) / clientWidth,
      (this.size.height + 2 * margin) / clientHeight,
      1,
    );
    const [width, height] = [clientWidth * scale, clientHeight * scale];
    this.look({ x: (this.size.width - width) / 2, y: (this.size.height - height) / 2, width, height });
  }

  /** Around the pointer, else around the middle. */
  private zoom(factor: number, at?: MouseEvent): void {
    const box = this.svg.getBoundingClientRect();
    const [u, v] = at ? [(at.clientX - box.left) / box.width, (at.clientY - box.top) / box.height] : [0.5, 0.5];
    const { x, y, width, height } = this.view;
    const wide = Math.min(Math.max(width * factor, 80), 200_000);
    const tall = (height * wide) / width;
    this.look({ x: x + (width - wide) * u, y: y + (height - tall) * v, width: wide, height: tall });
  }

  private drag(down: PointerEvent): void {
    const start = this.view;
    const scale = start.width / this.svg.clientWidth;
    const move = (event: PointerEvent): void =>
      this.look({
        ...start,
        x: start.x - (event.clientX - down.clientX) * scale,
        y: start.y - (event.clientY - down.clientY) * scale,
      });
    const up = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
  }

  private look(view: Drawing['view']): void {
    this.view = view;
    this.svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  }
}
