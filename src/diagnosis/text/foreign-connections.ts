/**
 * Programs that talk to servers of their own, by how they begin a complaint. What the network did to
 * them is not about a client of Datadog's.
 */
const PROGRAMS: readonly RegExp[] = [
  // kubectl
  /^Unable to connect to the server: |\bcouldn't get current server API group list\b/m,
  // Databases and queues
  /\bpsql: |\bpg_(?:dump|restore|isready): |\bPG::[A-Z]\w+|\bpsycopg2?\.|\bERROR 20\d\d \(HY000\)|\bMongo(?:Server|Network)\w{0,30}Error\b|\bredis\.exceptions\b|\bAMQPConnectionError\b/,
  // Versions, files, packages, images
  /\bfatal: (?:unable to access|could not read from remote) |^ssh: |\bkex_exchange_identification\b/im,
  /\bregistry\.npmjs\.org\b|\bpypi\.org\b|\bregistry-1\.docker\.io\b|^E: (?:failed to fetch|unable to) /im,
];

/** Of databases, queues, caches, mail, SSH, Kubernetes, and of the Datadog Agent. */
const PORTS: ReadonlySet<number> = new Set([
  22, 25, 389, 465, 587, 636, 1433, 1521, 2181, 2375, 2376, 2379, 2380, 3306, 4317, 4318, 5432,
  5671, 5672, 6379, 6380, 6443, 8125, 8126, 9042, 9092, 9200, 9300, 10250, 11211, 15672, 26379,
  27017, 27018,
]);
/** Behind an address or the word, where no part of a time of day stands. */
const PORT =
  /(?:(?<!\d)(?:\d{1,3}\.){3}\d{1,3}|\blocalhost|\]|::1):(\d{2,5})(?![\d.]|:\d)|\bport[ =:]{1,2}(\d{2,5})\b/gi;
const DATADOG_HOST = /datadoghq\.|ddog-gov\.com/i;

/** Every port that a text names is one on which only other kinds of servers listen. */
function hasForeignPortsOnly(view: string): boolean {
  const ports = [...view.matchAll(PORT)].map(([, behind, named]) => Number(behind ?? named));
  return ports.length > 0 && ports.every((port) => PORTS.has(port));
}

/**
 * Whether it is another program's connection that failed, or one to another kind of server, and
 * nothing in the text names a host of Datadog's.
 */
export function namesForeignConnection(views: readonly string[]): boolean {
  return (
    !views.some((view) => DATADOG_HOST.test(view)) &&
    views.some(
      (view) => hasForeignPortsOnly(view) || PROGRAMS.some((program) => program.test(view)),
    )
  );
}
