package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strings"
)

// settings are what an administrator can change while the integration runs.
type settings struct {
	Identification string   `json:"learner_identification"`
	Languages      []string `json:"languages"`
	ContentTypes   []string `json:"content_types"`
	Tags           bool     `json:"tags_synchronization"`
	Globalization  bool     `json:"globalization"`
}

// admits says whether the filters include an item: one of the languages, and one of the types.
func (s settings) admits(it *item) bool {
	return (len(s.ContentTypes) == 0 || holds(s.ContentTypes, it.Category)) &&
		(len(s.Languages) == 0 || anyOf(s.Languages, it.Locales))
}

func holds(values []string, wanted string) bool {
	for _, value := range values {
		if strings.EqualFold(value, wanted) {
			return true
		}
	}
	return false
}

func anyOf(values, wanted []string) bool {
	for _, value := range wanted {
		if holds(values, value) {
			return true
		}
	}
	return false
}

// externalCourse is a course in the form in which 360Learning imports it.
type externalCourse struct {
	ExternalID   string        `json:"externalId"`
	Name         string        `json:"name"`
	Description  string        `json:"description,omitempty"`
	DefaultLang  string        `json:"defaultLang"`
	LaunchURL    string        `json:"launchUrl"`
	Sources      []source      `json:"sources"`
	Subjects     []string      `json:"subjects"`
	ContentType  string        `json:"contentType,omitempty"`
	Difficulty   string        `json:"difficultyLevel,omitempty"`
	Duration     int           `json:"duration,omitempty"`
	ImageURL     string        `json:"imageUrl,omitempty"`
	AuthorID     string        `json:"authorId"`
	Translations []translation `json:"translations,omitempty"`
}

type source struct {
	Name string `json:"name"`
}

type translation struct {
	Lang   string `json:"lang"`
	Fields fields `json:"translatedFields"`
}

type fields struct {
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	LaunchURL   string `json:"launchUrl,omitempty"`
}

// print identifies the content of a course, so that an unchanged one is not written again.
func (c externalCourse) print() string {
	data, _ := json.Marshal(c)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// wish is the state that a course should have in 360Learning.
type wish struct {
	id     string
	active bool
	course externalCourse
}

var platformTypes = map[string]string{
	"course": "course", "book": "book", "audiobook": "audiobook", "channel": "channel",
	"journey": "journey", "linked_content": "linkedContent", "assessment": "assessment",
	"benchmark": "assessment",
}

// wishes derives the state of every course from the known items. Items that Percipio no longer
// returns are still known, which is why their courses stay.
func (c *catalog) wishes(s settings, global bool, author string) []wish {
	var result []wish
	for _, versions := range c.contents(global) {
		main := c.mainOf(versions, global)
		// The versions in force, with the main one first.
		var live []*item
		admitted := false
		for _, it := range append([]*item{c.Items[main]}, versions...) {
			if it.Active && (len(live) == 0 || live[0] != it) {
				live = append(live, it)
				admitted = admitted || s.admits(it)
			}
		}
		w := wish{id: main, active: admitted}
		if len(live) > 0 {
			w.course = compose(main, live, s.Tags, global, author)
		}
		result = append(result, w)
		for _, it := range versions {
			if it.ID != main {
				result = append(result, wish{id: it.ID})
			}
		}
	}
	return result
}

// contents joins items to contents: language versions of one content with Globalization, else each
// item on its own.
func (c *catalog) contents(global bool) [][]*item {
	groups := map[string][]*item{}
	for _, it := range c.Items {
		key := "item " + it.ID
		if global && it.Group != "" {
			key = "group " + it.Group
		}
		groups[key] = append(groups[key], it)
	}
	var result [][]*item
	for _, versions := range groups {
		sort.Slice(versions, func(i, j int) bool { return versions[i].ID < versions[j].ID })
		result = append(result, versions)
	}
	sort.Slice(result, func(i, j int) bool { return result[i][0].ID < result[j][0].ID })
	return result
}

// mainOf chooses the version whose course stands for all of them. The choice is kept, because the
// learners' statistics belong to that course.
func (c *catalog) mainOf(versions []*item, global bool) string {
	group := versions[0].Group
	if !global || group == "" {
		return versions[0].ID
	}
	if id := c.Mains[group]; c.Items[id] != nil && c.Items[id].Group == group {
		return id
	}
	best := versions[0]
	for _, it := range versions[1:] {
		if c.rank(it) > c.rank(best) {
			best = it
		}
	}
	c.Mains[group] = best.ID
	return best.ID
}

func (c *catalog) rank(it *item) int {
	score := 0
	if it.Active {
		score += 8
	}
	if known := c.Courses[it.ID]; known != nil && !known.Archived {
		score += 4
	}
	for _, locale := range it.Locales {
		if strings.HasPrefix(strings.ToLower(locale), "en") {
			score |= 1
		}
		if strings.EqualFold(locale, "en-US") {
			score |= 3
		}
	}
	return score
}

// compose writes the course of a content. The first version is the one displayed by default.
func compose(id string, versions []*item, tags, global bool, author string) externalCourse {
	it := versions[0]
	first := it.Texts[0]
	lang, known := platformLanguage(first.Locale)
	if !known && global {
		// A version that 360Learning can name serves better by default.
		for _, version := range versions {
			for _, t := range version.Texts {
				if code, ok := platformLanguage(t.Locale); ok && !known {
					it, first, lang, known = version, t, code, true
				}
			}
		}
	}
	if !known {
		lang = "en"
	}
	course := externalCourse{
		ExternalID: id, Name: first.Title, Description: first.Description, DefaultLang: lang,
		LaunchURL: it.Link, Sources: []source{{"Skillsoft"}}, Subjects: []string{},
		ContentType: platformTypes[it.Category], Difficulty: it.Level, Duration: it.Minutes,
		ImageURL: it.Image, AuthorID: author,
	}
	if tags {
		for _, version := range versions {
			course.Subjects = unique(append(course.Subjects, version.Tags...))
		}
	}
	if !global {
		return course
	}
	seen := map[string]bool{lang: true}
	for _, version := range versions {
		for _, t := range version.Texts {
			code, ok := platformLanguage(t.Locale)
			if !ok || seen[code] {
				continue
			}
			seen[code] = true
			entry := translation{Lang: code, Fields: fields{Name: t.Title, Description: t.Description}}
			if version.Link != it.Link {
				entry.Fields.LaunchURL = version.Link
			}
			course.Translations = append(course.Translations, entry)
		}
	}
	sort.Slice(course.Translations, func(i, j int) bool {
		return course.Translations[i].Lang < course.Translations[j].Lang
	})
	return course
}
