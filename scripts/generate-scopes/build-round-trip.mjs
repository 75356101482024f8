/** Turns a hand-written round trip into a catalog row's, with what the specification says of each request. */
import { findOperation, isUnstable, rightsOf } from '../openapi/specification.mjs';

/** A round trip as the catalog holds it. Throws when a request is in neither file. */
export function buildRoundTrip(specification, { needs = [], subject, ownRead, leaves }) {
  return {
    needs: needs.map((creation) => buildCreation(specification, creation)),
    subject: buildCreation(specification, subject),
    ...(ownRead && { ownRead: buildRequest(specification, ownRead) }),
    ...(leaves && { leaves }),
  };
}

function buildCreation(specification, creation) {
  const { step, create, idAt, secretAnswer, read, delete: remove, goneStatuses } = creation;
  const requestOf = (request) => buildRequest(specification, request);
  return {
    step,
    create: requestOf(create),
    idAt,
    ...(secretAnswer && { secretAnswer }),
    ...(read && { read: requestOf(read) }),
    delete: requestOf(remove),
    ...(goneStatuses && { goneStatuses }),
  };
}

/**
 * A request as the catalog holds it. `opens` written by hand stands in where the specification names
 * neither scope nor permission.
 */
export function buildRequest(specification, [method, path, { opens, ...content } = {}]) {
  const found = findOperation(specification, method, path);
  if (!found) throw new Error(`${method} ${path}: no such operation in the specification`);
  const rights = rightsOf(found);
  const named = rights.opens.length > 0 ? rights.opens : opens;
  if (!named) throw new Error(`${method} ${path}: names no scope; say by hand which`);
  return {
    method,
    path,
    ...content,
    operationId: found.operation.operationId,
    opens: named,
    oauthDeclared: rights.oauth,
    unstable: isUnstable(found),
  };
}
