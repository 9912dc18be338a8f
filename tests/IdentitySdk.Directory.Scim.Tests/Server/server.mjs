// An independent SCIM 2.0 server with in-memory users. It does not use the SDK, and prints its port.
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

const users = new Map();
const token = process.env.SCIM_TOKEN;
const same = (left, right) => left?.toLowerCase() === right?.toLowerCase();
let created = 0;

// The library compares case-sensitively, but none of the filtered attributes is caseExact (RFC 7643, 4.1.1).
const lower = value => JSON.parse(JSON.stringify(value), (key, item) => typeof item === 'string' ? item.toLowerCase() : item);
const find = filter => {
  const found = new Set(new SCIMMY.Types.Filter(lower([...filter])).match([...users.values()].map(user => ({ ...lower(user), key: user.id }))).map(user => user.key));
  return [...users.values()].filter(user => found.has(user.id));
};

SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);
SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, data) => {
    const { password, ...attributes } = data;
    const id = resource.id ?? `${++created}`.padStart(8, '0');
    if ([...users.values()].some(other => other.id !== id && same(other.userName, attributes.userName))) {
      throw new SCIMMY.Types.Error(409, 'uniqueness', 'userName is taken');
    }
    const known = users.get(id);
    if (resource.id && !known) {
      throw new SCIMMY.Types.Error(404, null, `Resource ${id} not found`);
    }
    const now = new Date();
    const user = { ...attributes, id, meta: { created: known?.meta.created ?? now, lastModified: now } };
    users.set(id, user);
    return user;
  })
  .egress(resource => {
    if (!resource.id) {
      return resource.filter ? find(resource.filter) : [...users.values()];
    }
    const user = users.get(resource.id);
    if (!user) {
      throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
    }
    return user;
  })
  .degress(resource => {
    if (!users.delete(resource.id)) {
      throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
    }
  });

const app = express();
app.use('/scim', new SCIMMYRouters({
  type: 'bearer',
  handler: request => {
    if (request.header('Authorization') !== `Bearer ${token}`) {
      throw new Error('Bearer token missing or wrong');
    }
    return 'test';
  },
}));
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
