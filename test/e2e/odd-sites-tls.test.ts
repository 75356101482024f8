import { describeOddSites } from '../support/odd-site-cells.ts';
import { TLS_ROWS } from './odd-sites-tls.rows.ts';

describeOddSites(TLS_ROWS);
