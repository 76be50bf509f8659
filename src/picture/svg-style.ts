import type { NodeShape } from './diagram';

interface Colours {
  readonly ground: string;
  readonly card: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly kinds: Readonly<Record<NodeShape, string>>;
  readonly error: string;
  readonly warning: string;
}

const LIGHT: Colours = {
  ground: '#ffffff',
  card: '#f6f8fa',
  line: '#8c959f',
  text: '#1f2328',
  quiet: '#57606a',
  kinds: {
    vip: '#8250df',
    listener: '#0969da',
    route: '#1a7f8f',
    backend: '#2da44e',
    certificate: '#bf3989',
    redirect: '#bc4c00',
    folded: '#8c959f',
  },
  error: '#cf222e',
  warning: '#bf8700',
};

const DARK: Colours = {
  ground: '#0d1117',
  card: '#161b22',
  line: '#6e7681',
  text: '#e6edf3',
  quiet: '#9da7b3',
  kinds: {
    vip: '#a371f7',
    listener: '#58a6ff',
    route: '#39c5cf',
    backend: '#3fb950',
    certificate: '#f778ba',
    redirect: '#f0883e',
    folded: '#6e7681',
  },
  error: '#ff7b72',
  warning: '#e3b341',
};

function rules({ ground, card, line, text, quiet, kinds, error, warning }: Colours): string {
  return [
    `.ground{fill:${ground}}.card{fill:${card};stroke:${line}}.text{fill:${text}}.quiet{fill:${quiet}}`,
    `.mark-text{fill:${ground}}.edge{stroke:${line};fill:none}.edge.refused{stroke:${error}}.tip{fill:${line}}.label{fill:${ground}}`,
    ...Object.entries(kinds).map(([kind, colour]) => `.${kind}{fill:${colour}}`),
    `.card.error{stroke:${error}}.card.warning{stroke:${warning}}.mark.error{fill:${error}}.mark.warning{fill:${warning}}`,
  ].join('');
}

/** Shapes and colours, for light and for dark. Written out, as not every program that shows SVG knows variables. */
export const SVG_STYLE = [
  'text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}',
  '.card{stroke-width:1}.card.error,.card.warning{stroke-width:2.5}.card.stub{stroke-dasharray:4 3}',
  '.edge{stroke-width:1.4}.edge.granted{stroke-dasharray:5 4}.mark-text{font-weight:700}',
  rules(LIGHT),
  `@media (prefers-color-scheme:dark){${rules(DARK)}}`,
].join('');
