import { mermaidOf } from '../../picture/mermaid';
import type { GatewayTopology } from '../../picture/topology';
import type { Change } from '../../review/change';
import type { Review, TouchedGateway } from '../../review/review';
import type { StructureChange } from '../../review/structure';
import { type ClusterReview, isEmpty, summaryOf } from '../cluster-review';
import { type Chapter, fittingPage, type Row, type Section } from './markdown-budget';
import { codeElement, codeLine, codeSpan, sentence } from './markdown-text';
import { bySubject, counted, fleetSummary, summaryText } from './review-text';

/** Comments of GitHub end at 65,536 characters. */
const MOST_CHARACTERS = 60_000;
/** What the line may need that counts what is left out. */
const RESERVE = 300;

/** What is told first, with its share of the room. A pair of diagrams has up to 9,000 characters, and finds room. */
const RANKS = [
  { noun: 'error', share: 0.3 },
  { noun: 'warning', share: 0.17 },
  { noun: 'request', share: 0.2 },
  { noun: 'other change', share: 0.05 },
  { noun: 'line of a Gateway', nouns: 'lines of Gateways', share: 0.1 },
  { noun: 'pair of diagrams', nouns: 'pairs of diagrams', share: 0.18 },
] as const;
const [ERROR, WARNING, REQUEST, OTHER, PART, DIAGRAM] = [0, 1, 2, 3, 4, 5];

const MOST_MESSAGES = 3;
const MOST_GATEWAYS = 8;
const MOST_NOTES = 10;

/**
 * What a change means as a comment of a pull request, below 60,000 characters: errors and warnings first, then requests, then what is worth
 * knowing, then what is there, then the Gateways before and after as diagrams; by cluster, where there are several. Each of them has
 * a share of the room; what does not fit is counted. Nothing in it mentions, refers or links.
 * @param notes on how the sides were read
 */
export function reviewMarkdown(reviews: readonly ClusterReview[], notes: readonly string[] = []): string {
  const changed = reviews.filter((each) => !isEmpty(each));
  const head = ['## What this changes for traffic', '', firstLine(reviews, changed), '', ...listed(notes)];
  const room = MOST_CHARACTERS - RESERVE - head.join('\n').length;
  const { lines, left } = fittingPage(
    changed.map((each) => chapterOf(each, reviews.length > 1)),
    room,
    RANKS.map(({ share }) => share),
  );
  return `${[...head, ...leftOut(left), ...lines].join('\n').trimEnd()}\n`;
}

function firstLine(reviews: readonly ClusterReview[], changed: readonly ClusterReview[]): string {
  if (reviews.length > 1) return `${fleetSummary(reviews)}.`;
  const [only] = changed;
  return only ? `${clusterSummary(only)}.` : 'Nothing.';
}

/** `1 error, 2 warnings; 3 requests get another answer; Gateways: shop/web` */
function clusterSummary(each: ClusterReview): string {
  const names = each.review.touched.map(({ subject }) => subject.replace(/^Gateway /, ''));
  const more = names.length > MOST_GATEWAYS ? [`${names.length - MOST_GATEWAYS} more`] : [];
  const gateways = [...names.slice(0, MOST_GATEWAYS).map(codeSpan), ...more].join(', ');
  return `${summaryText(summaryOf([each]))}${gateways === '' ? '' : `; Gateways: ${gateways}`}`;
}

function leftOut(left: readonly number[]): readonly string[] {
  const parts = RANKS.flatMap((rank, index) => {
    const count = left[index] ?? 0;
    if (count === 0) return [];
    return [count > 1 && 'nouns' in rank ? `${count} ${rank.nouns}` : counted(count, rank.noun)];
  });
  return parts.length === 0
    ? []
    : [`Left out, as this would be too long: ${parts.join(', ')}. Run loxigw diff for all.`, ''];
}

function listed(notes: readonly string[]): readonly string[] {
  const more = notes.length > MOST_NOTES ? [`* and ${notes.length - MOST_NOTES} more`] : [];
  return notes.length === 0 ? [] : [...notes.slice(0, MOST_NOTES).map((note) => `* ${sentence(note)}`), ...more, ''];
}

function chapterOf(each: ClusterReview, isFleet: boolean): Chapter {
  const { review, accepted, notes, name } = each;
  const { changes, answers, structure } = review;
  const heading = isFleet ? [`### ${codeSpan(name)}`, '', `${clusterSummary(each)}.`, ''] : [];
  const severe = changes.filter(({ severity }) => severity !== 'info');
  const others = changes.filter(({ severity }) => severity === 'info');
  const acceptances = accepted.map(({ change, reason }) => ({
    ...change,
    severity: 'accepted',
    message: `${change.message}. Accepted: ${reason}`,
  }));
  return {
    head: [...heading, ...listed(notes)],
    sections: [
      table(['severity', 'object', 'what it means'], changeRows(severe)),
      table(['request', 'before', 'after'], answers.map(answerRow)),
      table(['severity', 'object', 'what it means'], changeRows([...others, ...acceptances])),
      ...[...bySubject(structure)].map(([subject, parts]) => ({
        head: ['```diff', `  ${codeLine(subject)}`],
        rows: parts.flatMap(diffLines),
        end: ['```', ''],
      })),
      ...diagramsOf(review),
    ],
  };
}

function table(titles: readonly string[], rows: readonly Row[]): Section {
  const head = [`| ${titles.join(' | ')} |`, `|${titles.map(() => '---|').join('')}`];
  return { head, rows, end: [''] };
}

/** A row for each rule and object: of many messages the first ones. */
function changeRows(changes: readonly (Omit<Change, 'severity'> & { readonly severity: string })[]): readonly Row[] {
  const groups = new Map<string, (typeof changes)[number][]>();
  for (const change of changes) {
    const key = `${change.severity} ${change.rule} ${change.subject}`;
    const known = groups.get(key);
    if (known) known.push(change);
    else groups.set(key, [change]);
  }
  const ranks: Readonly<Record<string, number>> = { error: ERROR, warning: WARNING };
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const messages = group.slice(0, MOST_MESSAGES).map(({ message }) => sentence(message));
    const more = group.length > MOST_MESSAGES ? [`and ${group.length - MOST_MESSAGES} more`] : [];
    const { severity, subject, rule } = first;
    const text = `| ${severity} | ${codeSpan(subject)} | ${[...messages, ...more].join('<br>')} (${codeSpan(rule)}) |`;
    return [{ rank: ranks[severity] ?? OTHER, text }];
  });
}

function answerRow({ request, before, after }: Review['answers'][number]): Row {
  return { rank: REQUEST, text: `| ${codeSpan(request)} | ${codeSpan(before)} | ${codeSpan(after)} |` };
}

function diffLines({ part, before, after }: StructureChange): readonly Row[] {
  const name = part === '' ? '' : `${part}: `;
  const lines = [
    ...(before === undefined ? [] : [`- ${codeLine(`${name}${before}`)}`]),
    ...(after === undefined ? [] : [`+ ${codeLine(`${name}${after}`)}`]),
  ];
  return lines.length === 0 ? [] : [{ rank: PART, text: lines.join('\n') }];
}

/** Those of Gateways with errors first, as there may be no room for all. */
function diagramsOf({ changes, touched }: Review): readonly Section[] {
  const subjects = [...new Set(changes.map(({ subject }) => subject))];
  const placeOf = ({ subject }: TouchedGateway): number => {
    const place = subjects.indexOf(subject);
    return place < 0 ? subjects.length : place;
  };
  return touched
    .map((gateway) => ({ gateway, place: placeOf(gateway) }))
    .sort((a, b) => a.place - b.place)
    .map(({ gateway: { subject, before, after } }) => ({
      head: [`<details><summary>${codeElement(subject)}</summary>`, ''],
      rows: pairsOf(drawings(before), drawings(after)),
      end: ['</details>', ''],
    }));
}

function drawings(gateway: GatewayTopology | undefined): readonly string[] {
  return gateway ? mermaidOf(gateway) : [];
}

function pairsOf(before: readonly string[], after: readonly string[]): readonly Row[] {
  const pages = Array.from({ length: Math.max(before.length, after.length) }, (_, page) => page);
  return pages.map((page) => {
    const drawn = ([side, diagrams]: readonly [string, readonly string[]]): readonly string[] => {
      const diagram = diagrams[page];
      const title = diagrams.length > 1 ? `${side} (${page + 1} of ${diagrams.length}):` : `${side}:`;
      return diagram === undefined ? [] : [title, '', '```mermaid', diagram.trimEnd(), '```', ''];
    };
    return { rank: DIAGRAM, text: [...drawn(['before', before]), ...drawn(['after', after])].join('\n') };
  });
}
