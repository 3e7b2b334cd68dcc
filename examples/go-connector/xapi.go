package main

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"time"
)

// statement holds what the statistics need of an xAPI statement.
type statement struct {
	ID       string
	Mailbox  string
	Account  string
	Verb     string
	Activity string
	Time     time.Time
	Attempt  string // the registration, which Percipio changes with each restart
	Score    *int
	Spent    *int64 // milliseconds
}

// parseStatement checks a statement's structure. A sound statement with unusable content is
// accepted: whether it counts is decided later.
func parseStatement(raw json.RawMessage, now time.Time) (*statement, error) {
	var data map[string]any
	if json.Unmarshal(raw, &data) != nil || data == nil {
		return nil, errors.New("a statement must be an object")
	}
	for _, part := range []string{"actor", "verb", "object"} {
		if _, ok := data[part].(map[string]any); !ok {
			return nil, errors.New("a statement needs " + part)
		}
	}
	s := &statement{
		ID: strings.ToLower(str(data, "id")), Account: str(data, "actor", "account", "name"),
		Verb: str(data, "verb", "id"), Activity: str(data, "object", "id"), Time: now,
	}
	if s.Verb == "" {
		return nil, errors.New("a statement needs a verb with an id")
	}
	if value, given := data["id"]; given {
		if text, ok := value.(string); !ok || !uuid.MatchString(text) {
			return nil, errors.New("the id of a statement must be a UUID")
		}
	}
	if kind := str(data, "object", "objectType"); kind != "" && kind != "Activity" {
		s.Activity = ""
	} else if s.Activity == "" {
		return nil, errors.New("an activity needs an id")
	}
	if box := str(data, "actor", "mbox"); len(box) > 7 && strings.EqualFold(box[:7], "mailto:") {
		s.Mailbox = box[7:]
	}
	if value, given := data["timestamp"]; given {
		text, _ := value.(string)
		when, ok := parseTime(text)
		if !ok {
			return nil, errors.New("the timestamp of a statement must be in ISO 8601")
		}
		s.Time = when
	}
	s.Attempt = strings.ToLower(str(data, "context", "registration"))
	return s, s.readResult(dig(data, "result"))
}

// readResult reads the score and the duration. A value that xAPI does not allow refuses the
// statement, as the standard demands.
func (s *statement) readResult(result any) error {
	if score := dig(result, "score"); score != nil {
		if _, ok := score.(map[string]any); !ok {
			return errors.New("a score must be an object")
		}
		for _, name := range []string{"scaled", "raw", "min", "max"} {
			if value := dig(score, name); value != nil {
				if _, ok := value.(float64); !ok {
					return errors.New("the " + name + " of a score must be a number")
				}
			}
		}
		if scaled, ok := dig(score, "scaled").(float64); ok && (scaled < -1 || scaled > 1) {
			return errors.New("a scaled score must be between -1 and 1")
		}
		s.Score = percent(score)
	}
	if value := dig(result, "duration"); value != nil {
		text, _ := value.(string)
		spent, ok := parseDuration(text)
		if !ok {
			return errors.New("a duration must be in ISO 8601")
		}
		ms := spent.Milliseconds()
		s.Spent = &ms
	}
	return nil
}

// percent turns a score into an integer from 0 to 100.
func percent(score any) *int {
	number := func(name string) (float64, bool) {
		value, ok := dig(score, name).(float64)
		return value, ok
	}
	var value float64
	raw, hasRaw := number("raw")
	if scaled, ok := number("scaled"); ok {
		value = scaled * 100
	} else if !hasRaw {
		return nil
	} else {
		low, _ := number("min")
		high, ok := number("max")
		if !ok {
			high = 100
		}
		if high <= low {
			return nil
		}
		value = (raw - low) / (high - low) * 100
	}
	// 0.285 is not exact as a binary number, and must still round up to 29.
	result := int(math.Floor(math.Max(0, math.Min(100, value)) + 0.5 + 1e-9))
	return &result
}

var timeLayouts = []string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07",
	"2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02",
}

// parseTime reads ISO 8601 with any number of fraction digits; a time without a zone is UTC. The
// result has milliseconds, like every time in 360Learning.
func parseTime(text string) (time.Time, bool) {
	text = strings.ToUpper(strings.Replace(strings.TrimSpace(text), " ", "T", 1))
	fraction := time.Duration(0)
	if at := strings.IndexAny(text, ".,"); at >= 0 {
		end, unit := at+1, 100*time.Millisecond
		for ; end < len(text) && text[end] >= '0' && text[end] <= '9'; end++ {
			fraction += time.Duration(text[end]-'0') * unit
			unit /= 10
		}
		text = text[:at] + text[end:]
	}
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Add(fraction).UTC().Truncate(time.Millisecond), true
		}
	}
	return time.Time{}, false
}

// kind is what a verb means for an attempt.
type kind int

const (
	other     kind = iota // any other status: progress 0
	started               // progress 50
	completed             // progress 100
)

func verbKind(verb string) kind {
	name := strings.ToLower(verb[strings.LastIndex(strings.TrimRight(verb, "/"), "/")+1:])
	switch strings.TrimRight(name, "/") {
	case "completed", "satisfied":
		return completed
	case "initialized", "experienced", "arrived", "scored", "passed", "failed":
		return started
	}
	return other
}
