// The vendor's own client runs all its operations on users against the emulator. It knows nothing of our specification.
import { createRequire } from 'node:module';

const { Client } = createRequire(import.meta.url)('@okta/okta-sdk-nodejs');
const client = new Client({ orgUrl: process.env.OKTA_BASE_URL, token: process.env.OKTA_API_TOKEN, testing: { disableHttpsCheck: true } });
const { userApi: users, roleAssignmentApi: roles, roleTargetApi: targets } = client;
let passed = 0;
let failed = 0;

async function step(name, run, expected = () => true) {
  try {
    const result = await run();
    if (!expected(result)) {
      throw new Error(`unexpected result ${JSON.stringify(result)}`);
    }
    passed++;
    return result;
  } catch (error) {
    failed++;
    console.error(`FAILED ${name}: ${error.message}`);
    return undefined;
  }
}

async function refused(name, run, code) {
  try {
    await run();
  } catch (error) {
    return step(name, () => error.errorCode ?? error.message, found => `${found}`.includes(code));
  }
  return step(name, () => 'no error', () => false);
}

async function all(collection) {
  const items = [];
  await collection.each(item => { items.push(item); });
  return items;
}

const profile = login => ({ login, email: login, firstName: 'Ada', lastName: 'Lovelace' });
const password = value => ({ password: { value } });
const isStatus = status => user => user.status === status;
const read = userId => users.getUser({ userId });
const first = (await all(await users.listUsers({ limit: 200 })));
await step('listUsers in pages', async () => all(await users.listUsers({ limit: 20 })), items => items.length === first.length && items.length > 40);
await step('listUsers by search', async () => all(await users.listUsers({ search: 'status eq "ACTIVE"' })), items => items.length > 0);

const ada = await step('createUser', () => users.createUser({
  body: { profile: profile('ada@example.com'), credentials: { ...password('Present-1'), recovery_question: { question: 'Pet?', answer: 'Rex' } } },
}), isStatus('ACTIVE'));
const userId = ada.id;
await step('getUser', () => read('ada@example.com'), user => user.id === userId);
await step('updateUser', () => users.updateUser({ userId, user: { profile: { title: 'Countess' } } }), user => user.profile.title === 'Countess');
await step('replaceUser', () => users.replaceUser({ userId, user: { profile: profile('ada@example.com') } }), user => !user.profile.title);
await refused('createUser twice', () => users.createUser({ body: { profile: profile('ada@example.com') } }), 'E0000001');
await step('changePassword', () => users.changePassword({ userId, changePasswordRequest: { oldPassword: { value: 'Present-1' }, newPassword: { value: 'Another-1' } } }));
await refused('changePassword with the old one', () => users.changePassword({
  userId, changePasswordRequest: { oldPassword: { value: 'Present-1' }, newPassword: { value: 'Third-123' } },
}), 'E0000014');
await step('changeRecoveryQuestion', () => users.changeRecoveryQuestion({
  userId, userCredentials: { ...password('Another-1'), recovery_question: { question: 'Street?', answer: 'Elm' } },
}));
await step('forgotPassword', () => users.forgotPassword({ userId, sendEmail: false }), result => !!result.resetPasswordUrl);
await step('forgotPasswordSetNewPassword', () => users.forgotPasswordSetNewPassword({
  userId, userCredentials: { ...password('Fourth-123'), recovery_question: { answer: 'Elm' } },
}));
await step('expirePassword', () => users.expirePassword({ userId }), isStatus('PASSWORD_EXPIRED'));
await step('expirePasswordAndGetTemporaryPassword', () => users.expirePasswordAndGetTemporaryPassword({ userId }));
await step('generateResetPasswordToken', () => users.generateResetPasswordToken({ userId, sendEmail: false }), result => !!result.resetPasswordUrl);
await step('in RECOVERY', () => read(userId), isStatus('RECOVERY'));
await step('reactivateUser', () => users.reactivateUser({ userId, sendEmail: false }), result => !!result.activationToken);
await step('resetFactors', () => users.resetFactors({ userId }));
await step('revokeUserSessions', () => users.revokeUserSessions({ userId, oauthTokens: true }));

const grace = await users.createUser({ body: { profile: profile('grace@example.com'), credentials: password('Present-1') } });
await step('suspendUser', () => users.suspendUser({ userId: grace.id }));
await refused('suspendUser twice', () => users.suspendUser({ userId: grace.id }), 'E0000001');
await step('unsuspendUser', () => users.unsuspendUser({ userId: grace.id }));
const locked = first.find(isStatus('LOCKED_OUT'));
if (locked) {
  await step('unlockUser', () => users.unlockUser({ userId: locked.id }));
} else {
  await refused('unlockUser', () => users.unlockUser({ userId: grace.id }), 'E0000038');
}
await step('deactivateUser', () => users.deactivateUser({ userId: grace.id }));
await step('activateUser', () => users.activateUser({ userId: grace.id, sendEmail: false }), result => !!result.activationToken);

await step('setLinkedObjectForUser', () => users.setLinkedObjectForUser({ associatedUserId: userId, primaryRelationshipName: 'manager', primaryUserId: grace.id }));
await step('listLinkedObjectsForUser', async () => all(await users.listLinkedObjectsForUser({ userId: grace.id, relationshipName: 'subordinate' })), items => items.length === 1);
await step('deleteLinkedObjectForUser', () => users.deleteLinkedObjectForUser({ userId, relationshipName: 'manager' }));

const groups = await step('listUserGroups', async () => all(await users.listUserGroups({ userId: first[0].id })), items => items.length === 2);
await step('listAppLinks', async () => all(await users.listAppLinks({ userId })), items => items.length === 2);
await step('listUserIdentityProviders', async () => all(await users.listUserIdentityProviders({ userId })));

let granter;
for (const user of first) {
  if ((await all(await users.listUserGrants({ userId: user.id }))).length > 0) {
    granter = user.id;
    break;
  }
}
const [grant] = await step('listUserGrants', async () => all(await users.listUserGrants({ userId: granter })), items => items.length > 0);
const { clientId } = grant;
await step('getUserGrant', () => users.getUserGrant({ userId: granter, grantId: grant.id, expand: 'scope' }), found => found.id === grant.id);
await step('listUserClients', async () => all(await users.listUserClients({ userId: granter })), items => items.length === 1);
await step('listGrantsForUserAndClient', async () => all(await users.listGrantsForUserAndClient({ userId: granter, clientId })), items => items.length > 0);
const [token] = await step('listRefreshTokensForUserAndClient', async () => all(await users.listRefreshTokensForUserAndClient({ userId: granter, clientId })));
await step('getRefreshTokenForUserAndClient', () => users.getRefreshTokenForUserAndClient({ userId: granter, clientId, tokenId: token.id }), found => found.id === token.id);
await step('revokeTokenForUserAndClient', () => users.revokeTokenForUserAndClient({ userId: granter, clientId, tokenId: token.id }));
await step('revokeTokensForUserAndClient', () => users.revokeTokensForUserAndClient({ userId: granter, clientId }));
await step('revokeUserGrant', () => users.revokeUserGrant({ userId: granter, grantId: grant.id }));
await step('revokeGrantsForUserAndClient', () => users.revokeGrantsForUserAndClient({ userId: granter, clientId }));
await step('revokeUserGrants', () => users.revokeUserGrants({ userId: granter }));

const admin = await step('assignRoleToUser', () => roles.assignRoleToUser({ userId, assignRoleRequest: { type: 'USER_ADMIN' } }), role => role.type === 'USER_ADMIN');
const apps = await roles.assignRoleToUser({ userId, assignRoleRequest: { type: 'APP_ADMIN' } });
await refused('assignRoleToUser twice', () => roles.assignRoleToUser({ userId, assignRoleRequest: { type: 'USER_ADMIN' } }), 'E0000090');
await step('listAssignedRolesForUser', async () => all(await roles.listAssignedRolesForUser({ userId })), items => items.length === 2);
const assignment = { userId, roleId: admin.id, roleAssignmentId: admin.id };
const appAssignment = { userId, roleId: apps.id, roleAssignmentId: apps.id };
await step('getUserAssignedRole', () => roles.getUserAssignedRole(assignment), role => role.id === admin.id);
for (const group of groups) {
  await step('assignGroupTargetToUserRole', () => targets.assignGroupTargetToUserRole({ ...assignment, groupId: group.id }));
}
await step('listGroupTargetsForRole', async () => all(await targets.listGroupTargetsForRole(assignment)), items => items.length === 2);
await step('unassignGroupTargetFromUserAdminRole', () => targets.unassignGroupTargetFromUserAdminRole({ ...assignment, groupId: groups[0].id }));
await refused('the last target stays', () => targets.unassignGroupTargetFromUserAdminRole({ ...assignment, groupId: groups[1].id }), 'E0000001');
await step('assignAllAppsAsTargetToRoleForUser', () => targets.assignAllAppsAsTargetToRoleForUser(appAssignment));
await step('assignAppTargetToAdminRoleForUser', () => targets.assignAppTargetToAdminRoleForUser({ ...appAssignment, appName: 'wiki' }));
const mail = (await all(await users.listAppLinks({ userId }))).find(link => link.appName === 'mail').appInstanceId;
await step('assignAppInstanceTargetToAppAdminRoleForUser', () => targets.assignAppInstanceTargetToAppAdminRoleForUser({
  ...appAssignment, appName: 'mail', applicationId: mail, appId: mail,
}));
await step('listApplicationTargets', async () => all(await targets.listApplicationTargetsForApplicationAdministratorRoleForUser(appAssignment)), items => items.length === 2);
await step('unassignAppTargetFromAppAdminRoleForUser', () => targets.unassignAppTargetFromAppAdminRoleForUser({ ...appAssignment, appName: 'wiki' }));
await step('assignAppTarget again', () => targets.assignAppTargetToAdminRoleForUser({ ...appAssignment, appName: 'wiki' }));
await step('unassignAppInstanceTargetFromAdminRoleForUser', () => targets.unassignAppInstanceTargetFromAdminRoleForUser({
  ...appAssignment, appName: 'mail', applicationId: mail, appId: mail,
}));
await step('unassignRoleFromUser', () => roles.unassignRoleFromUser(assignment));

await step('deleteUser deactivates', () => users.deleteUser({ userId }));
await step('then it is DEPROVISIONED', () => read(userId), isStatus('DEPROVISIONED'));
await step('deleteUser deletes', () => users.deleteUser({ userId }));
await refused('and then it is gone', () => read(userId), 'E0000007');

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
