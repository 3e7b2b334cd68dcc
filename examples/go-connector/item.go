package main

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"time"
)

// item is what the connector keeps of one piece of Percipio's content.
type item struct {
	ID       string
	Activity string
	Category string
	Active   bool
	Locales  []string
	Texts    []text
	Link     string
	Image    string
	Minutes  int
	Level    string
	Tags     []string
	Group    string // joins the language versions of one content
}

type text struct{ Locale, Title, Description string }

// Categories of the settings, by Percipio's base type. Other types, above all videos, are none of
// the nine; only an item without a type is uncategorized.
var categories = map[string]string{
	"COURSE": "course", "BOOK": "book", "AUDIOBOOK": "audiobook", "CHANNEL": "channel",
	"JOURNEY": "journey", "LINKED_CONTENT": "linked_content", "ASSESSMENT": "assessment",
	"": "uncategorized",
}

// parseItem reads an item leniently: real items break Percipio's schema in fields of little
// importance, so only what a course needs can make it unusable.
func parseItem(raw json.RawMessage) (*item, error) {
	var data map[string]any
	if json.Unmarshal(raw, &data) != nil || data == nil {
		return nil, errors.New("the item is not an object")
	}
	it := &item{
		ID:       str(data, "id"),
		Activity: str(data, "xapiActivityId"),
		Active:   !strings.EqualFold(str(data, "lifecycle", "status"), "INACTIVE"),
		Link:     str(data, "link"),
		Image:    str(data, "imageUrl"),
		Group:    str(data, "associations", "translationGroupId"),
		Locales:  words(data, "localeCodes"),
	}
	if it.ID == "" {
		return it, errors.New("the item has no id")
	}
	kind := strings.ToUpper(strings.TrimSpace(str(data, "contentType", "percipioType")))
	it.Category = categories[kind]
	if it.Category == "" {
		return it, errors.New("content of the type " + kind + " is not synchronized")
	}
	label := strings.ToLower(str(data, "contentType", "displayLabel"))
	if it.Category == "assessment" && strings.Contains(label, "benchmark") {
		it.Category = "benchmark"
	}
	for _, entry := range list(data, "localizedMetadata") {
		version := text{str(entry, "localeCode"), str(entry, "title"), str(entry, "description")}
		if strings.TrimSpace(version.Title) == "" {
			continue
		}
		if strings.TrimSpace(version.Description) == "" {
			version.Description = ""
		}
		it.Texts = append(it.Texts, version)
	}
	if len(it.Texts) == 0 {
		return it, errors.New("the item has no title")
	}
	if len(it.Locales) == 0 {
		for _, version := range it.Texts {
			it.Locales = append(it.Locales, version.Locale)
		}
	}
	if it.Link == "" {
		return it, errors.New("the item has no link")
	}
	if length, ok := parseDuration(str(data, "duration")); ok && length > 0 {
		it.Minutes = int(math.Min(math.Max(math.Round(length.Minutes()), 1), 100000))
	}
	levels := map[string]string{"BEGINNER": "beginner", "INTERMEDIATE": "intermediate", "EXPERT": "advanced"}
	for _, level := range words(data, "expertiseLevels") {
		if it.Level == "" {
			it.Level = levels[strings.ToUpper(level)]
		}
	}
	it.Tags = unique(append(words(data, "associations", "areas"), words(data, "associations", "subjects")...))
	return it, nil
}

// dig follows a path of fields; a missing field or another type gives nil.
func dig(value any, path ...string) any {
	for _, name := range path {
		object, _ := value.(map[string]any)
		value = object[name]
	}
	return value
}

func str(value any, path ...string) string {
	text, _ := dig(value, path...).(string)
	return text
}

func list(value any, path ...string) []any {
	values, _ := dig(value, path...).([]any)
	return values
}

func words(value any, path ...string) []string {
	var result []string
	for _, entry := range list(value, path...) {
		if text, ok := entry.(string); ok && strings.TrimSpace(text) != "" {
			result = append(result, strings.TrimSpace(text))
		}
	}
	return result
}

func unique(values []string) []string {
	result := []string{}
	seen := map[string]bool{}
	for _, value := range values {
		if !seen[value] {
			seen[value] = true
			result = append(result, value)
		}
	}
	return result
}

// parseDuration reads an ISO 8601 duration such as PT1H2M3.5S or P1DT2H. Years and months have no
// fixed length and do not occur.
func parseDuration(value string) (time.Duration, bool) {
	rest := strings.ToUpper(strings.TrimSpace(value))
	if !strings.HasPrefix(rest, "P") || len(rest) < 3 {
		return 0, false
	}
	rest = rest[1:]
	units := map[byte]float64{'W': 7 * 86400, 'D': 86400}
	total, found := 0.0, false
	for rest != "" {
		if rest[0] == 'T' {
			units = map[byte]float64{'H': 3600, 'M': 60, 'S': 1}
			rest = rest[1:]
			continue
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return r != '.' && r != ',' && (r < '0' || r > '9') })
		if end < 1 {
			return 0, false
		}
		var number float64
		if json.Unmarshal([]byte(decimal(rest[:end])), &number) != nil || units[rest[end]] == 0 {
			return 0, false
		}
		total += number * units[rest[end]]
		found = true
		rest = rest[end+1:]
	}
	if !found || total > 1e9 {
		return 0, false
	}
	return time.Duration(math.Round(total*1000)) * time.Millisecond, true
}

// decimal makes a number that JSON accepts: 05 and 1, are valid in a duration.
func decimal(digits string) string {
	digits = strings.TrimLeft(strings.ReplaceAll(digits, ",", "."), "0")
	if digits == "" || digits[0] == '.' {
		digits = "0" + digits
	}
	return strings.TrimSuffix(digits, ".")
}
