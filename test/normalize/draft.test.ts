import { describe, expect, test } from 'vitest';
import { applyEdits, createDraft, offsetsOf, report, textOf } from '../../src/normalize/draft.ts';

const draftOf = (text: string) => createDraft(text, new Set());

describe('applyEdits', () => {
  test('does nothing without edits', () => {
    const draft = draftOf('abc');
    expect(applyEdits(draft, [])).toBe(false);
    expect(draft.starts).toBeNull();
  });

  test('replaces, drops and lengthens', () => {
    const draft = draftOf('abcdef');
    const edits = [
      { start: 0, end: 1, text: 'xyz' },
      { start: 2, end: 3, text: '' },
      { start: 4, end: 6, text: 'q' },
    ];
    expect(applyEdits(draft, edits)).toBe(true);
    expect(textOf(draft, 0, draft.length)).toBe('xyzbdq');
    expect([...draft.starts!]).toEqual([0, 0, 0, 1, 3, 4]);
    expect([...draft.ends!]).toEqual([1, 1, 1, 2, 4, 6]);
  });

  test('composes with what was done before', () => {
    const draft = draftOf('a-b-c');
    applyEdits(draft, [
      { start: 1, end: 2, text: '' },
      { start: 3, end: 4, text: '' },
    ]);
    applyEdits(draft, [{ start: 0, end: 3, text: 'XX' }]);
    expect(textOf(draft, 0, draft.length)).toBe('XX');
    expect(offsetsOf(draft).toOriginal(0, 1)).toEqual({ start: 0, end: 5 });
  });

  test('carries long stretches over whole', () => {
    const long = 'abcdefghij'.repeat(20);
    const draft = draftOf(`-${long}-${long}`);
    applyEdits(draft, [
      { start: 0, end: 1, text: '' },
      { start: long.length + 1, end: long.length + 2, text: '++' },
    ]);
    expect(textOf(draft, 0, draft.length)).toBe(`${long}++${long}`);
    expect(offsetsOf(draft).toOriginal(draft.length - 1, draft.length).end).toBe(2 * long.length + 2);
  });
});

describe('report', () => {
  test('speaks of the original and joins what touches', () => {
    const draft = draftOf('-abcd');
    applyEdits(draft, [{ start: 0, end: 1, text: '' }]);
    report(draft, 'styled', 0, 1);
    report(draft, 'styled', 1, 2);
    report(draft, 'leet', 2, 3);
    report(draft, 'styled', 3, 4);
    expect(draft.folds).toEqual([
      { kind: 'styled', start: 1, end: 3 },
      { kind: 'leet', start: 3, end: 4 },
      { kind: 'styled', start: 4, end: 5 },
    ]);
  });
});

test('lone surrogates survive', () => {
  const text = `${'x'.repeat(100)}\ud800`;
  expect(textOf(draftOf(text), 0, text.length)).toBe(text);
});
