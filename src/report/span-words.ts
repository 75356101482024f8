/** A span of time for people, without parts that are zero: `300 ms`, `1.5 s`, `10 min`, `18 h`, `400 days`. */
export function spanWords(ms: number): string {
  if (ms < 1_000) return `${String(Math.round(ms))} ms`;
  if (ms < 59_950) return `${String(Math.round(ms / 100) / 10)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3_600) return parts(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return parts(minutes, 60, 'h', 'min');
  return `${String(Math.round(minutes / (24 * 60)))} days`;
}

function parts(count: number, size: number, large: string, small: string): string {
  const whole = Math.floor(count / size);
  const rest = count % size;
  return `${String(whole)} ${large}${rest === 0 ? '' : ` ${String(rest)} ${small}`}`;
}
