import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Classification } from '../result.ts';
import type { Pool } from './pool.ts';

/** What the service counts; never a text, nor anything made of one. */
export interface Metrics {
  readonly contentType: string;
  /** Begins to watch the pool. */
  watch(pool: Pool): void;
  countRequest(route: string, status: number, seconds: number): void;
  countBatch(texts: number, milliseconds: number): void;
  countResults(results: readonly Classification[], policy: string): void;
  countDeath(): void;
  /** The page that Prometheus reads. */
  render(): Promise<string>;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const TEXTS = [1, 2, 4, 8, 16];

/** Metrics of one service, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const { requests, batchTexts, batchSeconds } = histograms(registers);
  const { texts, labels, deaths } = counters(registers);
  return {
    contentType: registry.contentType,
    watch: (pool) => watchPool(pool, registers),
    countRequest: (route, status, seconds) => requests.observe({ route, status }, seconds),
    countBatch(count, milliseconds) {
      batchTexts.observe(count);
      batchSeconds.observe(milliseconds / 1000);
    },
    countResults(results, policy) {
      for (const result of results) {
        texts.inc({ verdict: result.verdict, policy, read_by: result.readBy });
        for (const label of result.labels) labels.inc({ label, policy });
      }
    },
    countDeath: () => deaths.inc(),
    render: () => registry.metrics(),
  };
}

function histograms(registers: Registry[]) {
  const requests = new Histogram({
    name: 'coinscreen_request_seconds',
    help: 'Requests by route and status, and their time to the last byte',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const batchTexts = new Histogram({
    name: 'coinscreen_batch_texts',
    help: 'Texts in a message to a worker',
    buckets: TEXTS,
    registers,
  });
  const batchSeconds = new Histogram({
    name: 'coinscreen_batch_seconds',
    help: 'From a message to a worker to its last answer',
    buckets: SECONDS,
    registers,
  });
  return { requests, batchTexts, batchSeconds };
}

function counters(registers: Registry[]) {
  const texts = new Counter({
    name: 'coinscreen_texts_total',
    help: 'Texts by verdict, policy and the last reader that they needed',
    labelNames: ['verdict', 'policy', 'read_by'],
    registers,
  });
  const labels = new Counter({
    name: 'coinscreen_labels_total',
    help: 'Decided labels by policy',
    labelNames: ['label', 'policy'],
    registers,
  });
  const deaths = new Counter({ name: 'coinscreen_worker_deaths_total', help: 'Workers that ended unasked', registers });
  return { texts, labels, deaths };
}

function watchPool(pool: Pool, registers: Registry[]): void {
  new Gauge({
    name: 'coinscreen_queue_texts',
    help: 'Texts that wait for a worker',
    registers,
    collect() {
      this.set(pool.waiting);
    },
  });
  new Gauge({
    name: 'coinscreen_workers',
    help: 'Workers that are alive',
    registers,
    collect() {
      this.set(pool.alive);
    },
  });
  new Gauge({
    name: 'coinscreen_info',
    help: 'Versions that shape the results',
    labelNames: Object.keys(pool.catalogue.versions),
    registers,
    collect() {
      this.reset();
      this.set({ ...pool.catalogue.versions }, 1);
    },
  });
}
