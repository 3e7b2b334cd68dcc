package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"sort"
	"time"
)

// Imports of attempts replace those of a learner and a course as a whole.
const (
	importKind = "replaceAttempts"
	importSize = 1000
	// Attempts that fail so often wait for a while.
	importTries = 3
)

// pair is what an attempt belongs to: a learner and a course of 360Learning.
type pair struct{ learner, course string }

// statisticsLoop writes accepted statements to 360Learning as soon as they arrive. What fails is
// tried again later, without an end, because the sender was told that it is safe.
func (in *integration) statisticsLoop(ctx context.Context) {
	var due time.Time
	pause := time.Minute
	// An import that was under way at a restart may still change what 360Learning shows.
	settled := false
	for {
		if in.clock.wait(ctx, due, &in.arrived, !due.IsZero()) != nil {
			return
		}
		err := in.deliver(ctx, &settled)
		if ctx.Err() != nil {
			return
		}
		if due = (time.Time{}); err == nil {
			pause = time.Minute
			continue
		}
		in.log("statistics wait %s: %v", pause, err)
		due = in.clock.time().Add(pause)
		if pause *= 2; pause > time.Hour {
			pause = time.Hour
		}
	}
}

// deliver writes everything that is open, and returns an error if something is left for later.
func (in *integration) deliver(ctx context.Context, settled *bool) error {
	if err := in.reopen(); err != nil {
		return err
	}
	failed := in.identify(ctx)
	written := map[pair][]row{}
	tries := map[pair]int{}
	for ctx.Err() == nil {
		open := in.open(func(p pair) bool { return tries[p] < importTries })
		if len(open) == 0 {
			return failed
		}
		if !*settled {
			if err := in.lms.settle(ctx, steady, importKind); err != nil {
				return err
			}
			*settled = true
		}
		batch := map[pair][]row{}
		var input []statistic
		for _, p := range open {
			missing, known, err := in.missing(ctx, p)
			if err != nil {
				failed = err
				tries[p] = importTries
				continue
			}
			if len(missing) == 0 || reflect.DeepEqual(missing, written[p]) {
				// Nothing is missing, or 360Learning shows what it accepted in its own way.
				if err := in.note(entry{Done: true, Course: p.course, IDs: known}); err != nil {
					return err
				}
				continue
			}
			batch[p] = missing
			tries[p]++
			input = append(input, statistic{
				identifier{"internalId", p.course}, identifier{"internalId", p.learner}, missing,
			})
			if len(input) == importSize {
				break
			}
		}
		if len(input) == 0 {
			continue
		}
		path := "/extensions/bulk/integrations/" + in.World.IntegrationID + "/attempts"
		results, err := in.lms.submit(ctx, steady, http.MethodPut, path, input)
		if err != nil {
			return err
		}
		// An operation that breaks off has no result for the rest, which is tried again.
		for _, r := range results {
			var sent statistic
			json.Unmarshal(r.Input, &sent)
			p := pair{sent.User.Value, sent.Course.Value}
			if r.ok() {
				written[p] = batch[p]
			} else {
				failed = fmt.Errorf("attempts of learner %s were refused: %s", p.learner, r.Error)
			}
		}
		for p := range batch {
			if written[p] == nil && tries[p] == importTries && failed == nil {
				failed = fmt.Errorf("attempts of learner %s have no result", p.learner)
			}
		}
	}
	return ctx.Err()
}

// identify finds the learners of new statements about known courses.
func (in *integration) identify(ctx context.Context) error {
	in.mu.Lock()
	var fresh []*record
	for _, r := range in.ledger.records {
		if !r.Done && !r.Skipped && r.Learner == "" && in.courseOf(r) != "" {
			fresh = append(fresh, r)
		}
	}
	in.mu.Unlock()
	var failed error
	type actor struct{ setting, box, account string }
	found := map[actor]string{}
	for _, r := range fresh {
		who := actor{r.Setting, r.Mailbox, r.Account}
		id, known := found[who]
		if !known {
			var err error
			if id, err = in.learner(ctx, r.Setting, &r.statement); err != nil {
				failed = err
				continue
			}
			found[who] = id
		}
		if err := in.note(entry{Learner: id, Skip: id == "", IDs: []string{r.ID}}); err != nil {
			return err
		}
	}
	return failed
}

// courseOf finds the course of a statement. The caller holds the lock.
func (in *integration) courseOf(r *record) string {
	return in.catalog.courseOf(in.catalog.itemOf(r.Activity, in.index))
}

// reopen finds statements whose content has become part of another course, as it happens when
// language versions are joined.
func (in *integration) reopen() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	var moved []string
	for _, r := range in.ledger.records {
		if course := in.courseOf(r); r.Done && course != "" && course != r.Course {
			moved = append(moved, r.ID)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	return in.ledger.add(entry{Open: true, IDs: moved})
}

// open lists the pairs with statements that 360Learning does not show yet, except those that have
// to wait.
func (in *integration) open(now func(pair) bool) []pair {
	in.mu.Lock()
	defer in.mu.Unlock()
	seen := map[pair]bool{}
	var result []pair
	for _, r := range in.ledger.records {
		if r.Done || r.Skipped || r.Learner == "" {
			continue
		}
		p := pair{r.Learner, in.courseOf(r)}
		if p.course != "" && !seen[p] && now(p) {
			seen[p] = true
			result = append(result, p)
		}
	}
	sort.Slice(result, func(i, j int) bool {
		return result[i].learner+result[i].course < result[j].learner+result[j].course
	})
	return result
}

// missing compares all statements of a pair with the attempts that 360Learning shows. It also
// returns the ids of the statements it knew.
func (in *integration) missing(ctx context.Context, p pair) ([]row, []string, error) {
	var present []*shown
	path := "/courses/stats?" + filter("courseId", p.course) + "&" + filter("userId", p.learner)
	err := in.lms.each(ctx, steady, path, func(raw json.RawMessage) {
		var s struct {
			shown
			Course string `json:"courseId"`
			User   string `json:"userId"`
		}
		if json.Unmarshal(raw, &s) == nil && s.Course == p.course && s.User == p.learner {
			present = append(present, &s.shown)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	in.mu.Lock()
	var mine []*record
	var ids []string
	for _, r := range in.ledger.records {
		if r.Learner == p.learner && !r.Skipped && in.courseOf(r) == p.course {
			mine = append(mine, r)
			if !r.Done {
				ids = append(ids, r.ID)
			}
		}
	}
	in.mu.Unlock()
	return plan(tell(mine), present), ids, nil
}

func (in *integration) note(e entry) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.ledger.add(e)
}

// queueDepth counts accepted statements that 360Learning does not show yet. Statements about other
// content than the known courses are none. The caller holds the lock.
func (in *integration) queueDepth() int {
	depth := 0
	for _, r := range in.ledger.records {
		if !r.Done && !r.Skipped && in.courseOf(r) != "" {
			depth++
		}
	}
	return depth
}
