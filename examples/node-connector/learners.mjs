// Finds a learner in 360Learning. It asks every time, because people and addresses change.

/** The id of the only user who matches `identifier`; undefined for none or several. */
export async function findLearner(lms, method, identifier) {
  const found = method === "external_id" ? await byExternalId(lms, identifier) : await byName(lms, method, identifier);
  const present = new Set(found.filter((user) => user && user.status !== "deleted").map((user) => user._id));
  // A result for the wrong person is worse than a missing one.
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
