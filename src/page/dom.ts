/** Attributes and listeners of an element. */
export interface ElementProps {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
}

/** An element with children; texts stay texts. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: ElementProps = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (props.class !== undefined) made.className = props.class;
  for (const [name, value] of Object.entries(props.attributes ?? {})) made.setAttribute(name, value);
  const target: HTMLElement = made;
  const { click, input, submit, keydown, scroll } = props.on ?? {};
  if (click) target.addEventListener('click', click);
  if (input) target.addEventListener('input', input);
  if (submit) target.addEventListener('submit', submit);
  if (keydown) target.addEventListener('keydown', keydown);
  if (scroll) target.addEventListener('scroll', scroll);
  made.append(...children);
  return made;
}
