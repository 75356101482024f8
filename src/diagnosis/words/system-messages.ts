/**
 * What operating systems say about the network in other languages than English, and by the numbers
 * of Winsock. Sources: glibc's message catalogues, Windows' and .NET's resource texts.
 */
export type SystemMessage =
  'unresolved' | 'refused' | 'reset' | 'timed-out' | 'unreachable' | 'busy' | 'forbidden';

/** `[WinError 10061]`, `SocketException (10061)`, `os error 10061`. */
function winsock(...codes: readonly number[]): string {
  return `(?:winerror|errno|os error|socketexception|socket error|winsock)[\\s#:(]{1,3}(?:${codes.join('|')})(?!\\d)`;
}

const any = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'), 'i');

export const SYSTEM_MESSAGES: Readonly<Record<SystemMessage, RegExp>> = {
  unresolved: any(
    winsock(11001, 11002, 11004),
    'remotename konnte nicht aufgelöst werden|dienst (?:ist )?nicht bekannt|fehler bei der namensauflösung|kein solcher host bekannt|host ist unbekannt',
    "nom distant n'a pas pu être résolu|nom ou service inconnu|dans la résolution du nom|hôte inconnu",
    'resolver el nombre remoto|nombre o servicio desconocido|en la resolución del nombre|host desconocido',
    'risolvere il nome remoto|nome o servizio sconosciuto|nome remoto não pôde ser resolvido|nome ou serviço desconhecido',
    'リモート名を解決できませんでした|名前またはサービスが不明です|ホストは不明です|未能解析此远程名称|未知的名称或服务|不知道这样的主机',
  ),
  refused: any(
    winsock(10061),
    'verbindungsaufbau abgelehnt|verbindung verweigert',
    "connexion refusée|l'a expressément refusée",
    'conexión rehusada|denegó expresamente|conexión rechazada|connessione rifiutata|rifiuto persistente|conexão recusada|as recusou ativamente',
    'połączenie odrzucone|в соединении отказано|接続を拒否|コンピューターによって拒否|拒绝连接|积极拒绝',
  ),
  reset: any(
    winsock(10053, 10054),
    'existing connection was forcibly closed|connection was aborted by the software in your host',
    'verbindung wurde vom (?:remotehost|kommunikationspartner)|connexion existante a dû être fermée|connexion ré-?initialisée par le correspondant',
    'interrupción de una conexión existente|conexión reinicializada|connessione (?:in corso interrotta|interrotta dal corrispondente)|リモート ?ホストに強制的に切断|远程主机强迫关闭',
  ),
  'timed-out': any(
    winsock(10060),
    'connected party did not properly respond after a period of time',
    'nach einer bestimmten zeitspanne nicht richtig reagiert|wartezeit für die verbindung ist abgelaufen|zeitüberschreitung (?:bei|der) (?:der )?verbindung',
    "n'a pas répondu convenablement au-delà d'une certaine durée|connexion terminée par expiration du délai|expiró el tiempo de conexión|no respondió adecuadamente tras un periodo de tiempo",
    '接続がタイムアウト|连接超时',
  ),
  unreachable: any(
    winsock(10050, 10051, 10065),
    "netzwerk ist nicht erreichbar|keine route zum zielrechner|réseau (?:est |n'est pas )?(?:inaccessible|accessible)|aucun chemin d'accès pour atteindre",
    'la red es inaccesible|no existe ninguna ruta hasta|rete non raggiungibile|rede está inacessível|ネットワークに(?:届|到達)|网络不可达',
  ),
  busy: any(
    winsock(10048),
    'normalerweise darf jede socketadresse|adresse wird bereits verwendet|une seule utilisation de chaque adresse de socket|adresse déjà utilisée',
    'un uso de cada dirección de socket|dirección ya se está usando|indirizzo già in uso|endereço já em uso|アドレスは(?:既|すで)に使用中|地址已在使用',
  ),
  forbidden: any(
    winsock(10013),
    'zugriff auf einen socket war aufgrund der zugriffsrechte',
    "accès à un socket de manière interdite par ses autorisations d'accès",
    'acceder a un socket no permitida por sus permisos|accedere al socket con modalità non consentite|aceder a um socket de um modo proibido',
    'アクセス許可で禁じられた方法でソケット|以一种访问权限不允许的方式做了一个访问套接字',
  ),
};
