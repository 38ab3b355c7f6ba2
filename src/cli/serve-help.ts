import { COMMON_OPTIONS } from './help-parts.ts';

/** Help of `serve`. */
export const SERVE_HELP: string = `Usage: coinscreen serve [OPTIONS]

Answers over HTTP: POST /v1/classify, POST /v1/moderations in the shape of OpenAI's endpoint, a page to
try posts at /, and the description of all routes at /docs. docs/service.md shows clients.
SIGHUP reads lexicon and policies again; SIGTERM answers what was accepted and ends.

Options:
  --host ADDRESS         where to listen (default: 127.0.0.1, this machine alone)
  --port N               port; 0 takes a free one (default: 8080)
  --key-file FILE        bearer keys, one a line; or set COINSCREEN_API_KEYS, separated by commas
  --allow-anonymous      serve other machines without keys, as behind a proxy that asks for them
  --workers N            worker threads (default: one a processor, at most 4)
  --queue N              texts that may wait; beyond, requests get 429 (default: 1024)
  --batch-ms N           how long a finished answer may wait for others of its batch (default: 5)
  --body-limit BYTES     largest request body (default: 1048576)
  --timeout SECONDS      from the start of a request to its answer (default: 10)
  --log-level LEVEL      silent, error, warn, info or debug (default: info); no text is ever logged
${COMMON_OPTIONS}

Exit codes: 0 ended as asked, 1 failed, 2 wrong usage.
`;
