/** Holds one request against the specification. */
import {
  dereferencer,
  findOperation,
  isUnstable,
  parametersOf,
  rightsOf,
} from '../openapi/specification.mjs';
import { answerOf, fillRequest, typed } from './samples.mjs';
import { problemOf, schemasAt } from './schema.mjs';

/**
 * The disagreements of a request, each `{ scope, what, operation, kind, reason }`. `operation` is
 * method and path template. Kinds: `operation` (no such one), `operation-id`, `path`, `query`, `body`,
 * `answer` (nothing at the expected place), `no-oauth` (keys alone), `oauth` (the row says otherwise),
 * `scope` (the operation does not name it), `opens`, `unstable`, `any-token`, `key` (an API key alone
 * does not open it), `content-type`, `server` (a host is not where the operation is served).
 */
export function checkRequest(request, specification) {
  const { scope, what, method, claims } = request;
  const { path, query, body } = fillRequest(request, specification);
  const found = findOperation(specification, method, path);
  const operation = `${method} ${found?.template ?? request.path}`;
  const problems = found
    ? [
        ...checkClaims(claims, found),
        ...checkRights(request, found),
        ...checkParameters(query, found),
        ...checkBody(request, body, found),
        ...checkContentType(request.contentType, found),
        ...checkServers(request.hosts ?? [], found),
        ...checkAnswer(request.place, found),
      ]
    : [['operation', 'is in neither file']];
  return problems.map(([kind, reason]) => ({ scope, what, operation, kind, reason }));
}

function checkClaims(claims, found) {
  if (!claims) return [];
  const { operationId } = found.operation;
  const problems = [];
  if (claims.operationId !== operationId) {
    problems.push(['operation-id', `is called ${operationId}, not ${claims.operationId}`]);
  }
  if (claims.unstable !== isUnstable(found)) {
    problems.push(['unstable', claims.unstable ? 'is not marked unstable' : 'is marked unstable']);
  }
  return problems;
}

function checkRights({ scope, claims, mustName, anyToken, withKey }, found) {
  const rights = rightsOf(found);
  if (withKey) {
    const security = found.operation.security ?? found.document.security ?? [];
    const sets = security.map((entry) => Object.keys(entry));
    if (sets.some((names) => names.length === 1 && names[0] === 'apiKeyAuth')) return [];
    return [['key', `wants ${sets.map((names) => names.join(' and ')).join(' or ') || 'no key'}`]];
  }
  if (anyToken) {
    return rights.oauth && rights.opens.length === 0
      ? []
      : [['any-token', 'does not say that any token will do']];
  }
  const problems = [];
  if (!rights.oauth) problems.push(['no-oauth', 'declares keys alone, no OAuth']);
  if (claims && claims.oauthDeclared !== rights.oauth) {
    problems.push(['oauth', `the row says oauthDeclared: ${claims.oauthDeclared}`]);
  }
  const names = shown(rights.opens);
  if (mustName && !rights.opens.some((set) => set.includes(scope))) {
    problems.push(['scope', `names ${names}, not ${scope}`]);
  }
  if (claims && shown(claims.opens) !== names) {
    problems.push(['opens', `names ${names}; the row says ${shown(claims.opens)}`]);
  }
  return problems;
}

/** Scope sets as a text that does not depend on their order. */
function shown(sets) {
  if (sets.length === 0) return 'nothing';
  return sets
    .map((set) => [...set].sort().join(' and '))
    .sort()
    .join(' or ');
}

function checkParameters(query, found) {
  const { document, values } = found;
  const follow = dereferencer(document);
  const parameters = parametersOf(found);
  const problems = [];
  for (const { name, in: place, required, schema = {} } of parameters) {
    if (place !== 'path' && place !== 'query') continue;
    const value = place === 'path' ? values[name] : query[name];
    if (value === undefined) {
      if (required) problems.push([place, `parameter ${name} is missing`]);
      continue;
    }
    const problem = problemOf(typed(value, schema, follow), schema, document);
    if (problem) problems.push([place, `parameter ${name}=${value}: ${problem}`]);
  }
  const known = (name, place) => parameters.some((one) => one.name === name && one.in === place);
  for (const name of Object.keys(query)) {
    if (!known(name, 'query')) problems.push(['query', `parameter ${name} is unknown`]);
  }
  for (const name of Object.keys(values)) {
    if (!known(name, 'path')) problems.push(['path', `parameter ${name} is not described`]);
  }
  return problems;
}

function checkBody({ upload }, body, { operation, document }) {
  const follow = dereferencer(document);
  const wanted = follow(operation.requestBody);
  if (!wanted) return body || upload ? [['body', 'takes no body']] : [];
  const form = wanted.content['multipart/form-data'];
  const json = Object.entries(wanted.content).find(([type]) => /[/+]json$/.test(type))?.[1];
  if (upload) {
    if (json || !form) return [['body', 'takes JSON, no upload']];
    const fields = schemasAt(form.schema, upload.field, document);
    return fields.length > 0 ? [] : [['body', `the form has no field ${upload.field}`]];
  }
  if (body === undefined) return wanted.required ? [['body', 'wants a body']] : [];
  if (!json) return [['body', `takes ${Object.keys(wanted.content).join(', ')}, no JSON`]];
  const problem = problemOf(body, json.schema, document);
  return problem ? [['body', problem]] : [];
}

function checkContentType(type, { operation, document }) {
  if (type === undefined) return [];
  const { content = {} } = dereferencer(document)(operation.requestBody) ?? {};
  return type in content
    ? []
    : [['content-type', `takes ${Object.keys(content).join(', ')}, not ${type}`]];
}

/** Each host has to be the subdomain that the specification names, in front of the site's domain. */
function checkServers(hosts, { operation, item, document }) {
  const servers = operation.servers ?? item.servers ?? document.servers ?? [];
  const subdomains = servers.flatMap(({ variables = {} }) => variables.subdomain?.default ?? []);
  return hosts
    .filter(({ host, domain }) => !subdomains.some((name) => host === `${name}.${domain}`))
    .map(({ host }) => ['server', `${host} is not below ${subdomains.join(', ') || 'any server'}`]);
}

function checkAnswer(place, found) {
  if (place === undefined) return [];
  const schema = answerOf(found);
  if (schema && schemasAt(schema, place, found.document).length > 0) return [];
  return [['answer', `describes nothing at ${place}`]];
}
