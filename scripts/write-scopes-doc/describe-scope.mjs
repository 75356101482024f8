/** One scope's part of the reference page. */

/** Heading, product, access, proofs or reason, and what else opens the same routes. */
export function describeScope(row) {
  const { scope, product, access, promises, probes, roundTrip, authorizationProbe } = row;
  const best = promises ? `proves \`${promises}\` at best` : 'no proof';
  const proofs = [
    ...probes.map((probe) => `Read probe: ${describeRequest(probe, scope)}`),
    ...(roundTrip ? describeTrip(roundTrip, scope) : []),
    ...(authorizationProbe ? [describeAuthorization(authorizationProbe, scope)] : []),
  ];
  return [
    `### ${scope}`,
    `${product}, ${access}; ${best}.`,
    ...(row.unprovable ? [row.unprovable.reason] : []),
    ...(proofs.length > 0 ? [proofs.map((proof) => `- ${proof}`).join('\n')] : []),
    ...(roundTrip?.leaves ? [`What stays: ${roundTrip.leaves}`] : []),
    ...(row.byHand ? [`For more certainty, by hand: ${row.byHand}`] : []),
    ...(row.unprovable ? [`By hand: ${row.unprovable.byHand}`] : []),
  ].join('\n\n');
}

function describeTrip({ needs, subject, ownRead }, scope) {
  const describeCreation = (creation, what) => {
    const { create, read, delete: remove } = creation;
    const steps = [
      `  - create: ${describeRequest(create, scope)}`,
      ...(read ? [`  - read back: ${describeRequest(read, scope)}`] : []),
      `  - delete: ${describeRequest(remove, scope)}`,
    ];
    return [`${what} \`${creation.step}\``, ...steps].join('\n');
  };
  return [
    ...needs.map((creation) => describeCreation(creation, 'Round trip, first')),
    describeCreation(subject, 'Round trip'),
    ...(ownRead
      ? [`Read of what was created, that no other scope opens: ${describeRequest(ownRead, scope)}`]
      : []),
  ];
}

function describeAuthorization({ request, letIn, recorded404 }, scope) {
  const recorded = recorded404 ? '; 404 recorded' : '';
  return `Authorization probe: ${describeRequest(request, scope)}; let in if ${letIn.join(' or ')}${recorded}`;
}

/** Method and path, who else is let in, and what to keep in mind. */
function describeRequest({ method, path, opens, oauthDeclared, unstable }, scope) {
  const own = opens.filter((set) => set.includes(scope));
  const others = opens.filter((set) => !set.includes(scope));
  const together = [...new Set(own.flat())].filter((name) => name !== scope);
  const notes = [
    ...(own.length === 0 ? [`needs ${sets(others)}`] : []),
    ...(together.length > 0 ? [`needs ${list(together)} too`] : []),
    ...(own.length > 0 && others.length > 0 ? [`also opened by ${sets(others)}`] : []),
    ...(oauthDeclared ? [] : ['keys alone']),
    ...(unstable ? ['unstable'] : []),
  ];
  const address = `\`${method} ${path}\``;
  return notes.length > 0 ? `${address} (${notes.join('; ')})` : address;
}

function sets(opens) {
  return opens.map((set) => list(set)).join(' or ');
}

function list(names) {
  return names.map((name) => `\`${name}\``).join(' and ');
}
