/** Finished markup; everything else that enters a page is text and gets escaped. */
export interface Markup {
  markup: string;
}

type Content = Markup | string | number | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Tags a template as markup. Values are escaped unless they are markup themselves; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Markup {
  const markup = parts.reduce((page, part, index) => page + contentMarkup(values[index - 1]!) + part);
  return { markup };
}

/** Markup that was made elsewhere, such as a drawing. */
export function trusted(markup: string): Markup {
  return { markup };
}

function contentMarkup(content: Content): string {
  if (typeof content === 'string' || typeof content === 'number') {
    return String(content).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
  }
  return 'markup' in content ? content.markup : content.map(contentMarkup).join('');
}
