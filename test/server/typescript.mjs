// Lets Node.js run the sources in worker threads too, where `--import tsx` does nothing.
import { register } from 'tsx/esm/api';

register();
