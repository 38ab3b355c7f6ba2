export { DEFAULTS, MAX_TEXTS, type ServiceOptions } from './options.ts';
export { type Service, startService } from './service.ts';
