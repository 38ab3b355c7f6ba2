import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toColumns } from '../evaluate/index.ts';
import { PACKAGE_ROOT } from '../files.ts';
import { curvesSection } from './curves.ts';
import { errorsSection } from './errors.ts';
import { explorerSection } from './explorer.ts';
import { html, type Markup, trusted } from './html.ts';
import type { ReportInput } from './input.ts';
import { boundsSection, comparisonSection, headline, labelTable, verdictTable } from './overview.ts';
import { slicesSection } from './slices.ts';
import { table } from './table.ts';

const ASSETS = join(PACKAGE_ROOT, 'assets', 'report');

/**
 * An evaluation as one HTML page that needs nothing beside itself: styles, script, drawings and scores are inside, and its
 * policy forbids the browser to fetch anything.
 */
export async function renderReport(input: ReportInput): Promise<string> {
  const { evaluation, rows, gold, system, leftOut } = input;
  const columns = toColumns(rows);
  const sections = [
    html`<header><h1>How well ${system} labels ${gold}</h1>
<p>${evaluation.rows} posts; left out: ${leftOut.filtered} by filter, ${leftOut.uncertain} as uncertain.</p>
${navigation(input)}</header>`,
    html`<section id="headline"><h2>In short</h2>${boundsSection(input)}${headline(input)}</section>`,
    html`<section id="labels"><h2>Labels</h2>${labelTable(input)}${verdictTable(input)}</section>`,
    comparisonSection(input),
    await curvesSection(columns, evaluation.figures),
    explorerSection(columns, input.thresholds),
    await slicesSection(evaluation),
    errorsSection(rows, input.redact),
    provenanceSection(input),
  ];
  return document(`Evaluation of ${system} on ${gold}`, sections);
}

function navigation({ comparison, evaluation }: ReportInput): Markup {
  const links = [
    ['labels', 'Labels'],
    ...(comparison === null ? [] : [['comparison', 'Comparison']]),
    ['explorer', 'Thresholds'],
    ...(Object.keys(evaluation.slices).length === 0 ? [] : [['slices', 'Slices']]),
    ['errors', 'Worst errors'],
    ['provenance', 'Versions'],
  ];
  return html`<nav aria-label="On this page">${links.map(([id = '', title = '']) => html`<a href="#${id}">${title}</a> `)}</nav>`;
}

function provenanceSection({ provenance }: ReportInput): Markup {
  const rows = provenance.map(([name, value]) => [name, html`<code>${value}</code>`]);
  return html`<section id="provenance"><h2>Versions and hashes</h2>
<p>The same versions, files and seed give the same page again.</p>
${table('What produced this page', [['what', 'version or SHA-256'], ...rows])}</section>`;
}

function document(title: string, sections: readonly (Markup | string)[]): string {
  const style = readFileSync(join(ASSETS, 'report.css'), 'utf8');
  const script = readFileSync(join(ASSETS, 'explorer.js'), 'utf8');
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${sections.map((section) => html`${section}\n`)}</main>
<script>${trusted(script)}</script>
</body>
</html>
`.markup;
}
