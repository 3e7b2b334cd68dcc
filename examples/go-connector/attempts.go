package main

import (
	"sort"
	"time"
)

// attempt is one attempt of a learner at a course, as statements tell it.
type attempt struct {
	first, last time.Time
	progress    int
	done        bool
	name        string // the registration, if there is one
}

// history is everything that statements tell about one learner and one course.
type history struct {
	attempts []attempt
	score    *int
	spent    *int64
	times    map[string]bool // when anything happened
}

// tell derives the history from statements in any order, so that late ones change it as if they
// had come in time.
func tell(statements []*record) history {
	sorted := append([]*record(nil), statements...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		if !a.Time.Equal(b.Time) {
			return a.Time.Before(b.Time)
		}
		// At the same instant a start precedes the completion.
		return verbKind(a.Verb) < completed && verbKind(b.Verb) == completed
	})
	h := history{times: map[string]bool{}}
	for _, s := range sorted {
		h.times[stamp(s.Time)] = true
		if s.Score != nil {
			h.score = s.Score
		}
		if s.Spent != nil {
			h.spent = s.Spent
		}
		progress := map[kind]int{other: 0, started: 50, completed: 100}[verbKind(s.Verb)]
		now := h.attempt(s, progress == 100)
		if now == nil {
			h.attempts = append(h.attempts, attempt{first: s.Time, progress: progress, name: s.Attempt})
			now = &h.attempts[len(h.attempts)-1]
		}
		if now.done {
			continue // A completed attempt stays as it is, whatever is opened or repeated later.
		}
		now.last = s.Time
		if progress > now.progress {
			now.progress = progress
		}
		now.done = now.progress == 100
	}
	return h
}

// attempt finds the attempt that a statement belongs to, or nil if it begins another one. A new
// registration begins one; without registrations, a further completion does.
func (h *history) attempt(s *record, completes bool) *attempt {
	if len(h.attempts) == 0 {
		return nil
	}
	if s.Attempt != "" {
		for i := range h.attempts {
			if h.attempts[i].name == s.Attempt {
				return &h.attempts[i]
			}
		}
	}
	latest := &h.attempts[len(h.attempts)-1]
	switch {
	case s.Attempt != "" && latest.name != "":
		return nil
	case completes && latest.done && !s.Time.Equal(latest.last):
		return nil
	case s.Attempt != "" && !latest.done:
		latest.name = s.Attempt
	}
	return latest
}

// shown is an attempt in 360Learning.
type shown struct {
	ID        string  `json:"_id"`
	First     string  `json:"firstActivityAt"`
	Last      string  `json:"lastActivityAt"`
	Completed string  `json:"completedAt"`
	Progress  float64 `json:"progress"`
	Score     *int    `json:"score"`
	Spent     float64 `json:"timeSpent"`

	first, last time.Time
	taken       bool
}

func (s *shown) read() {
	s.first, _ = parseTime(s.First)
	s.last, _ = parseTime(s.Last)
	if done, ok := parseTime(s.Completed); ok {
		s.last = done
	} else if s.last.IsZero() {
		s.last = s.first
	}
}

func (s *shown) done() bool { return s.Progress >= 100 || s.Completed != "" }

// statistic is everything that 360Learning shows of one learner and one course. Importing it
// replaces what was there, so a repetition is harmless.
type statistic struct {
	Course   identifier `json:"courseIdentifier"`
	User     identifier `json:"userIdentifier"`
	Attempts []row      `json:"attempts"`
}

type identifier struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

type row struct {
	Progress  int     `json:"progress"`
	Score     *int    `json:"score"`
	Result    *string `json:"result"`
	Spent     int64   `json:"timeSpent"`
	First     string  `json:"firstActivityAt"`
	Last      string  `json:"lastActivityAt"`
	Completed *string `json:"completedAt"`
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// target pairs an attempt with the one that 360Learning shows, if there is one.
type target struct {
	attempt
	shown *shown
}

// plan compares a history with what 360Learning shows. It returns all attempts as they should be,
// or nothing if 360Learning shows them already.
func plan(h history, present []*shown) []row {
	for _, s := range present {
		s.read()
	}
	sort.SliceStable(present, func(i, j int) bool { return present[i].first.Before(present[j].first) })
	var targets []target
	for _, a := range h.attempts {
		t := target{a, find(a, present)}
		if s := t.shown; s != nil && !s.done() {
			if s.first.Before(t.first) {
				t.first = s.first
			}
			if int(s.Progress) > t.progress {
				t.progress = int(s.Progress)
			}
		}
		targets = append(targets, t)
	}
	for _, s := range present {
		// An attempt that begins or ends with a statement was written before a late statement has
		// changed the history.
		if !s.taken && !h.times[stamp(s.first)] && !h.times[stamp(s.last)] {
			// An attempt of which no statement tells, for example a launch in 360Learning.
			targets = append(targets, target{attempt{first: s.first, last: s.last, progress: int(s.Progress), done: s.done()}, s})
		}
	}
	sort.SliceStable(targets, func(i, j int) bool { return targets[i].first.Before(targets[j].first) })
	var rows []row
	changed := false
	for i, t := range targets {
		r := t.row(h.score)
		// The first attempt has all the time, the others none.
		if i == 0 && h.spent != nil {
			r.Spent = *h.spent
		} else if i == 0 && t.shown != nil {
			r.Spent = int64(t.shown.Spent)
		}
		rows = append(rows, r)
		changed = changed || t.shown == nil || t.differs(r)
	}
	if !changed && len(rows) == len(present) {
		return nil
	}
	return rows
}

// row writes an attempt; the latest score is that of every attempt.
func (t target) row(score *int) row {
	r := row{Progress: t.progress, Score: score, First: stamp(t.first), Last: stamp(t.last)}
	if score == nil && t.shown != nil {
		r.Score = t.shown.Score
	}
	if t.done {
		success, last := "success", r.Last
		r.Result, r.Completed = &success, &last
	}
	return r
}

// find looks for the attempt of 360Learning that an attempt of the statements continues.
func find(a attempt, present []*shown) *shown {
	for _, s := range present {
		if s.taken {
			continue
		}
		same := s.done() && a.done && s.last.Equal(a.last)
		if same || !s.done() && !s.first.After(a.last) {
			s.taken = true
			return s
		}
	}
	return nil
}

// differs says whether 360Learning shows something else than a row.
func (t target) differs(r row) bool {
	s := t.shown
	sameScore := r.Score == nil && s.Score == nil || r.Score != nil && s.Score != nil && *s.Score == *r.Score
	return int(s.Progress) != r.Progress || !sameScore || int64(s.Spent) != r.Spent || s.done() != t.done ||
		!s.last.Equal(t.last) || !s.first.Equal(t.first)
}
