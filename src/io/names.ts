const MAX_LISTED = 12;

/** Field or column names for an error message, quoted; a long list is cut. */
export function listNames(names: readonly string[]): string {
  if (names.length === 0) return '(none)';
  const listed = names.slice(0, MAX_LISTED).map((name) => JSON.stringify(name));
  const more = names.length - listed.length;
  return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ');
}
