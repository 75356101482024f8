import { describeOddSites } from '../support/odd-site-cells.ts';
import { HTTP_ROWS } from './odd-sites-http.rows.ts';

describeOddSites(HTTP_ROWS);
