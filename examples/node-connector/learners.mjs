// Who somebody is in 360Learning. Asked every time: people come, go and change their address.

/** The id of the one present user whom `identifier` fits; undefined where none or several do. */
export async function findLearner(lms, method, identifier) {
  const found = method === "external_id" ? await byExternalId(lms, identifier) : await byName(lms, method, identifier);
  const present = new Set(found.filter((user) => user && user.status !== "deleted").map((user) => user._id));
  // A result given to the wrong person is worse than a missing one.
  return present.size === 1 ? [...present][0] : undefined;
}

function byName(lms, method, identifier) {
  return lms.list("users", { [method === "email" ? "mail[eq]" : "username[eq]"]: identifier });
}

async function byExternalId(lms, identifier) {
  const query = { "type[eq]": "user", "value[eq]": identifier };
  const held = await lms.list("external-ids", query);
  return Promise.all(held.map(({ targetId }) => lms.find(`users/${targetId}`)));
}
