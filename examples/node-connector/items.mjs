// Parses a catalog item and maps it to a course. Pure functions of values.

import { lmsLanguage } from "./languages.mjs";
import { milliseconds } from "./durations.mjs";

const CATEGORIES = {
  COURSE: "course",
  BOOK: "book",
  AUDIOBOOK: "audiobook",
  CHANNEL: "channel",
  JOURNEY: "journey",
  LINKED_CONTENT: "linked_content",
};
const CONTENT_TYPES = { linked_content: "linkedContent", benchmark: "assessment", uncategorized: "course" };
const DIFFICULTIES = { BEGINNER: "beginner", INTERMEDIATE: "intermediate", EXPERT: "advanced" };

/** An item that cannot become a course, with the reason. */
export class Flaw extends Error {}

/** One parsed item. Only id, title and link are required. */
export function readItem(raw, now) {
  const versions = Array.isArray(raw?.localizedMetadata) ? raw.localizedMetadata : [];
  if (!isText(raw?.id)) throw new Flaw("it has no identity");
  if (!isText(raw.link)) throw new Flaw("it has no link");
  if (!isText(versions[0]?.title)) throw new Flaw("it has no title");
  const retired = Date.parse(raw.lifecycle?.retiredDate ?? "");
  return {
    id: raw.id,
    link: raw.link,
    versions: versions.filter((each) => isText(each?.title)),
    locales: [...new Set([...list(raw.localeCodes), ...versions.map((each) => each?.localeCode)])].filter(isText),
    category: categoryOf(raw),
    alive: raw.lifecycle?.status !== "INACTIVE" && !(retired <= now),
    group: raw.associations?.translationGroupId ?? null,
    // Areas and subjects become tags; a name that is both becomes one tag.
    tags: [...new Set([...list(raw.associations?.areas), ...list(raw.associations?.subjects)])].filter(isText),
    image: isText(raw.imageUrl) ? raw.imageUrl : undefined,
    minutes: Math.round((milliseconds(raw.duration) ?? 0) / 60_000),
    difficulty: DIFFICULTIES[list(raw.expertiseLevels)[0]],
  };
}

/** One of the nine types of the filter; null for an excluded type, such as a video. */
function categoryOf(raw) {
  const type = raw.contentType?.percipioType;
  if (type === undefined || type === null || type === "") return "uncategorized";
  // Percipio has no separate type for benchmarks; only the displayed label distinguishes them.
  if (type === "ASSESSMENT") {
    return /benchmark/i.test(raw.contentType.displayLabel ?? "") ? "benchmark" : "assessment";
  }
  return CATEGORIES[type] ?? null;
}

/** The course for the items of one content: `lead` is the main item, `others` are translations. */
export function courseOf(key, lead, others, settings) {
  const [first, ...rest] = lead.versions;
  const defaultLang = lmsLanguage(first.localeCode) ?? "en";
  const course = {
    externalId: key,
    name: first.title,
    description: isText(first.description) ? first.description : undefined,
    defaultLang,
    launchUrl: lead.link,
    sources: [{ name: "Skillsoft" }],
    subjects: settings.tags_synchronization ? lead.tags : [],
    contentType: CONTENT_TYPES[lead.category] ?? lead.category,
    difficultyLevel: lead.difficulty,
    imageUrl: lead.image,
    duration: lead.minutes >= 1 ? Math.min(lead.minutes, 100_000) : undefined,
  };
  if (settings.globalization) {
    const versions = [...rest.map((each) => [each, lead]), ...others.flatMap((item) => item.versions.map((each) => [each, item]))];
    course.translations = translations(versions, defaultLang);
  }
  return course;
}

function translations(versions, defaultLang) {
  // Each language once: 360Learning maps en-US and en-AU to English, so the first one counts.
  const byLanguage = new Map();
  for (const [version, item] of versions) {
    const lang = lmsLanguage(version.localeCode);
    if (!lang || lang === defaultLang || byLanguage.has(lang)) continue;
    const description = isText(version.description) ? version.description : undefined;
    byLanguage.set(lang, { name: version.title, description, launchUrl: item.link });
  }
  return [...byLanguage].map(([lang, translatedFields]) => ({ lang, translatedFields }));
}

/** Whether content passes both filters; an empty filter accepts everything. */
export function letsThrough(settings, { category, locales }) {
  const kinds = settings.content_types;
  const languages = settings.languages.map((each) => each.toLowerCase());
  return (
    (kinds.length === 0 || kinds.includes(category)) &&
    (languages.length === 0 || locales.some((each) => languages.includes(each.toLowerCase())))
  );
}

function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

function list(value) {
  return Array.isArray(value) ? value : [];
}
