package main

import (
	"encoding/json"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"PT1H2M3.5S": time.Hour + 2*time.Minute + 3500*time.Millisecond,
		"P1DT2H":     26 * time.Hour,
		"PT0S":       0,
		"PT05M":      5 * time.Minute,
	} {
		if got, ok := parseDuration(text); !ok || got != want {
			t.Errorf("parseDuration(%q) = %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "P", "PT", "625", "PT5", "5M", "P1X"} {
		if got, ok := parseDuration(text); ok {
			t.Errorf("parseDuration(%q) = %v, want a refusal", text, got)
		}
	}
}

func TestParseTime(t *testing.T) {
	want := time.Date(2026, 1, 13, 8, 0, 0, 250e6, time.UTC)
	for _, text := range []string{
		"2026-01-13T08:00:00.250Z", "2026-01-13T08:00:00.2509999Z", "2026-01-13T09:00:00.25+01:00",
		"2026-01-13T03:00:00,25-0500", "2026-01-13t08:00:00.25z",
	} {
		if got, ok := parseTime(text); !ok || !got.Equal(want) {
			t.Errorf("parseTime(%q) = %v, %v", text, got, ok)
		}
	}
	if _, ok := parseTime("2026-02-30T09:00:00Z"); ok {
		t.Error("a day that does not exist was accepted")
	}
}

func TestPlatformLanguage(t *testing.T) {
	for locale, want := range map[string]string{
		"en-US": "en", "en-GB": "en_GB", "pt-BR": "pt_BR", "zh-CN": "zh", "zh-TW": "zh_tw", "he": "he_IL",
		"es": "es", "nb-NO": "no", "fr-CA": "fr_CA", "fr-BE": "fr",
	} {
		if got, ok := platformLanguage(locale); !ok || got != want {
			t.Errorf("platformLanguage(%q) = %q, %v", locale, got, ok)
		}
	}
	if got, ok := platformLanguage("tlh"); ok {
		t.Errorf("Klingon became %q", got)
	}
}

func TestTell(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 1, 13, hour, 0, 0, 0, time.UTC) }
	say := func(verb string, hour int, registration string) *record {
		return &record{statement: statement{Verb: "http://adlnet.gov/expapi/verbs/" + verb, Time: at(hour), Attempt: registration}}
	}
	cases := map[string]struct {
		statements []*record
		progress   []int
	}{
		"a visit after the completion": {[]*record{say("initialized", 10, ""), say("completed", 9, "")}, []int{100}},
		"a later completion":           {[]*record{say("completed", 9, ""), say("completed", 11, "")}, []int{100, 100}},
		"a repetition":                 {[]*record{say("completed", 9, ""), say("completed", 9, "")}, []int{100}},
		"the same registration":        {[]*record{say("completed", 9, "a"), say("completed", 11, "a")}, []int{100}},
		"a restart":                    {[]*record{say("completed", 9, "a"), say("initialized", 11, "b")}, []int{100, 50}},
		"an unknown verb":              {[]*record{say("liked", 9, "")}, []int{0}},
	}
	for name, c := range cases {
		var got []int
		for _, a := range tell(c.statements).attempts {
			got = append(got, a.progress)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(c.progress)
		if string(a) != string(b) {
			t.Errorf("%s: progress %s, want %s", name, a, b)
		}
	}
}

func TestNextRunAfter(t *testing.T) {
	six := time.Date(2026, 7, 1, 5, 0, 0, 0, time.UTC)
	if got := nextRunAfter(six.Add(-time.Second)); !got.Equal(six) {
		t.Errorf("the run before six is %v", got)
	}
	if got := nextRunAfter(six); !got.Equal(six.AddDate(0, 0, 1)) {
		t.Errorf("the run at six is %v", got)
	}
}
