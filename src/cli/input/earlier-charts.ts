import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isChartFile } from '../../adopt';

const CHARTS = 'src/charts';

/** Charts of an earlier adoption into the folder, by path below it, sorted. What cannot be read is none. */
export function earlierCharts(folder: string): readonly string[] {
  return namesIn(join(folder, CHARTS))
    .filter((name) => name.endsWith('.ts') && isEarlier(join(folder, CHARTS, name)))
    .sort()
    .map((name) => `${CHARTS}/${name}`);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isEarlier(path: string): boolean {
  try {
    return lstatSync(path).isFile() && isChartFile(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}
