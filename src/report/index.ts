export type { ReportedRow, ReportInput } from './input.ts';
export { renderReport } from './page.ts';
