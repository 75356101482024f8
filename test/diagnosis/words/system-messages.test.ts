import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';

const rulesOf = (text: string): string[] => diagnose(text).recognised.map(({ rule }) => rule);

describe.each([
  [
    'dns-failure',
    [
      "Der Remotename konnte nicht aufgelöst werden: 'api.datadoghq.eu'",
      'Der Name oder der Dienst ist nicht bekannt',
      "Le nom distant n'a pas pu être résolu: 'api.datadoghq.com'",
      "No se puede resolver el nombre remoto: 'api.datadoghq.com'",
      "リモート名を解決できませんでした。: 'api.datadoghq.com'",
      'System.Net.Sockets.SocketException (11001): Es ist kein solcher Host bekannt.',
      'lookup api.ap1.datadoghq.com on 169.254.25.10:53: server misbehaving',
    ],
  ],
  [
    'connection-refused',
    [
      'SocketException (10061): 対象のコンピューターによって拒否されたため、接続できませんでした。',
      'Verbindungsaufbau abgelehnt',
      'java.net.ConnectException: Connexion refusée',
      "Aucune connexion n'a pu être établie car l'ordinateur cible l'a expressément refusée",
      'Conexión rehusada',
      'tcp connect error: os error 10061',
    ],
  ],
  [
    'connection-broken',
    [
      'SocketException (10054): Eine vorhandene Verbindung wurde vom Remotehost geschlossen',
      'Une connexion existante a dû être fermée par l’hôte distant',
      '[WinError 10060] Ein Verbindungsversuch ist fehlgeschlagen',
      'An existing connection was forcibly closed by the remote host',
      "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
    ],
  ],
  [
    'port-forbidden',
    [
      'SocketException (10013): Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig.',
      "Une tentative d'accès à un socket de manière interdite par ses autorisations d'accès a été tentée",
      'PermissionError: [WinError 10013] アクセス許可で禁じられた方法でソケットにアクセスしようとしました。',
      'listen tcp 127.0.0.1:8085: os error 10013',
    ],
  ],
  [
    'port-busy',
    [
      'OSError: [WinError 10048] Normalerweise darf jede Socketadresse nur jeweils einmal verwendet werden',
      'listen: Die Adresse wird bereits verwendet',
      'bind: Adresse déjà utilisée',
    ],
  ],
] as const)('%s in other languages', (rule, texts) => {
  it.each(texts)('%s', (text) => {
    expect(rulesOf(text)).toContain(rule);
  });
});

it.each([
  'Bestellung 10061 wurde angelegt',
  'Order (10054) shipped',
  'La conexión del usuario fue aprobada',
  'Der Dienst ist bekannt und läuft',
])('leaves alone %s', (text) => {
  expect(rulesOf(text)).toEqual([]);
});
