package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// runRecord is the protocol's record of one daily run or filter change.
type runRecord struct {
	Started   string    `json:"started"`
	Finished  *string   `json:"finished"`
	Outcome   string    `json:"outcome"`
	Pages     int       `json:"pages"`
	Seen      int       `json:"seen"`
	Created   int       `json:"created"`
	Updated   int       `json:"updated"`
	Unchanged int       `json:"unchanged"`
	Archived  int       `json:"archived"`
	Restored  int       `json:"restored"`
	Retries   int       `json:"retries"`
	Skipped   []skipped `json:"skipped"`
	Faults    []string  `json:"faults"`
}

type skipped struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

func newRun(now time.Time) *runRecord {
	return &runRecord{Started: instant(now), Outcome: "running", Skipped: []skipped{}, Faults: []string{}}
}

// finish closes the record. A run with faults is partial: the next one repairs what is missing.
func (r *runRecord) finish(now time.Time) {
	text := instant(now)
	r.Finished = &text
	r.Outcome = "complete"
	if len(r.Faults) > 0 {
		r.Outcome = "partial"
	}
}

// nextRunAfter is the next six o'clock at UTC+1, which is five o'clock UTC in winter and summer.
func nextRunAfter(now time.Time) time.Time {
	run := time.Date(now.Year(), now.Month(), now.Day(), 5, 0, 0, 0, time.UTC)
	if !run.After(now) {
		run = run.AddDate(0, 0, 1)
	}
	return run
}

// contentLoop performs the daily runs. A run that a restart has interrupted begins again.
func (in *integration) contentLoop(ctx context.Context) {
	for {
		in.mu.Lock()
		due, active := in.NextRun, in.State == "active"
		resume := in.LastRun != nil && in.LastRun.Finished == nil
		in.mu.Unlock()
		if !active {
			due = time.Time{}
		}
		if !resume {
			if in.clock.wait(ctx, due, &in.setupDone, false) != nil {
				return
			}
			if now := in.clock.time(); due.IsZero() || due.After(now) {
				continue
			}
		}
		in.dailyRun(ctx)
		if ctx.Err() != nil {
			return
		}
	}
}

// dailyRun reads the whole catalog, and then brings 360Learning in line with it.
func (in *integration) dailyRun(ctx context.Context) {
	now := in.clock.time()
	in.mu.Lock()
	run := newRun(now)
	in.LastRun = run
	in.NextRun = nextRunAfter(now)
	in.save()
	source := &percipio{web: in.web, login: in.Access, again: func() {
		in.mu.Lock()
		run.Retries++
		in.mu.Unlock()
	}}
	in.mu.Unlock()

	seen := map[string]bool{}
	err := source.catalog(ctx, func(items []json.RawMessage) {
		in.mu.Lock()
		defer in.mu.Unlock()
		run.Pages++
		for _, raw := range items {
			it, err := parseItem(raw)
			if it == nil {
				it = &item{}
			}
			if it.ID == "" || !seen[it.ID] {
				run.Seen++
			}
			seen[it.ID] = true
			if err != nil {
				run.Skipped = append(run.Skipped, skipped{it.ID, err.Error()})
				continue
			}
			in.catalog.Items[it.ID] = it
		}
	})
	if ctx.Err() != nil {
		return
	}
	in.mu.Lock()
	if err != nil {
		run.Faults = append(run.Faults, fmt.Sprintf("The catalog was not read to its end: %v.", err))
	}
	in.catalog.Global = in.Settings.Globalization
	in.saveCatalog()
	in.mu.Unlock()

	in.reconcile(ctx, run)
	if ctx.Err() != nil {
		return
	}
	in.mu.Lock()
	run.finish(in.clock.time())
	in.save()
	in.mu.Unlock()
	// Statements may have waited for a course, or belong to another course now.
	in.clock.raise(&in.arrived)
}

// filterLoop archives what a saved filter excludes, at once and beside the daily run.
func (in *integration) filterLoop(ctx context.Context) {
	for {
		in.mu.Lock()
		open := in.FilterRun != nil && in.FilterRun.Finished == nil
		in.mu.Unlock()
		if !open {
			if in.clock.wait(ctx, time.Time{}, &in.filtered, false) != nil {
				return
			}
			continue
		}
		in.mu.Lock()
		run := in.FilterRun
		ws := in.wished()
		run.Seen = 0
		for _, w := range ws {
			if known := in.catalog.Courses[w.id]; known != nil && !known.Archived {
				run.Seen++
			}
		}
		in.mu.Unlock()
		in.archive(ctx, run, ws, in.excluded)
		if ctx.Err() != nil {
			return
		}
		in.mu.Lock()
		run.finish(in.clock.time())
		in.save()
		in.mu.Unlock()
	}
}

// excluded says whether the filters exclude a course. Other reasons to archive it, such as a new
// status in Percipio, wait for the daily run.
func (in *integration) excluded(w wish) bool {
	return w.course.ExternalID != "" && !w.active
}
