package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

const (
	upsertSize  = 1000
	archiveSize = 1000
)

// wished returns the wished state of all courses. The caller holds the lock.
func (in *integration) wished() []wish {
	return in.catalog.wishes(in.Settings, in.catalog.Global, in.World.AdminID)
}

// reconcile brings the courses of 360Learning in line with the wishes.
func (in *integration) reconcile(ctx context.Context, run *runRecord) {
	in.mu.Lock()
	var restores, upserts []wish
	restored := map[string]bool{}
	for _, w := range in.wished() {
		known := in.catalog.Courses[w.id]
		if !w.active {
			continue
		}
		if known != nil && known.Archived {
			restores = append(restores, w)
			restored[w.id] = true
		}
		if known == nil || known.Print != w.course.print() {
			upserts = append(upserts, w)
		} else if !known.Archived {
			run.Unchanged++
		}
	}
	in.mu.Unlock()

	for _, w := range restores {
		if in.restore(ctx, run, w); ctx.Err() != nil {
			return
		}
	}
	for start := 0; start < len(upserts); start += upsertSize {
		chunk := upserts[start:least(start+upsertSize, len(upserts))]
		failed := in.upsert(ctx, run, chunk, restored, false)
		if len(failed) > 0 && ctx.Err() == nil {
			// Some refusals pass; what is refused twice waits for the next run.
			if in.clock.sleep(ctx, steady.first) == nil {
				in.upsert(ctx, run, failed, restored, true)
			}
		}
		if ctx.Err() != nil {
			return
		}
	}
	// The filters may have changed in the meantime, so the wishes are derived again.
	in.mu.Lock()
	ws := in.wished()
	in.mu.Unlock()
	in.archive(ctx, run, ws, func(w wish) bool { return !w.active })
}

func least(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func (in *integration) fault(run *runRecord, format string, values ...any) {
	in.mu.Lock()
	defer in.mu.Unlock()
	run.Faults = append(run.Faults, fmt.Sprintf(format, values...))
}

func (in *integration) restore(ctx context.Context, run *runRecord, w wish) {
	in.mu.Lock()
	id := in.catalog.Courses[w.id].ID
	in.mu.Unlock()
	res, err := in.lms.call(ctx, steady, http.MethodPut, "/courses/"+url.PathEscape(id)+"/archive",
		map[string]bool{"archived": false})
	if err == nil && (res.status < 200 || res.status > 299) {
		err = refused("restoring a course", res)
	}
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		in.fault(run, "Course %s was not restored: %v.", w.id, err)
		return
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.catalog.Courses[w.id].Archived = false
	run.Restored++
	in.saveCatalog()
}

// upsert creates or replaces courses, and returns those that 360Learning refused. A repetition
// after a lost answer is harmless, because a course is identified by its external id.
func (in *integration) upsert(ctx context.Context, run *runRecord, ws []wish, restored map[string]bool, last bool) []wish {
	input := make([]externalCourse, len(ws))
	byID := map[string]wish{}
	for i, w := range ws {
		input[i] = w.course
		byID[w.id] = w
	}
	path := "/bulk/integrations/" + in.World.IntegrationID + "/courses"
	results, err := in.lms.submit(ctx, steady, http.MethodPut, path, input)
	if ctx.Err() != nil {
		return nil
	}
	if statusOf(err) == http.StatusBadRequest && len(ws) > 1 {
		// One invalid course refuses the whole list: halve it to find the culprit.
		half := len(ws) / 2
		return append(in.upsert(ctx, run, ws[:half], restored, last), in.upsert(ctx, run, ws[half:], restored, last)...)
	}
	if err != nil {
		if last {
			in.fault(run, "%d courses were not written: %v.", len(ws), err)
		}
		return ws
	}
	in.mu.Lock()
	for i, r := range results {
		w, ok := byID[externalID(r.Input)]
		if !ok && i < len(ws) && len(results) == len(ws) {
			w, ok = ws[i], true
		}
		if !ok || !r.ok() {
			if ok && last {
				run.Faults = append(run.Faults, fmt.Sprintf("Course %s was not written: %s.", w.id, r.Error))
			}
			continue
		}
		delete(byID, w.id)
		known := in.catalog.Courses[w.id]
		switch {
		case known == nil:
			known = &course{}
			in.catalog.Courses[w.id] = known
			run.Created++
		case !restored[w.id]:
			run.Updated++
		}
		known.Print = w.course.print()
		if r.ResourceID != "" {
			known.ID = r.ResourceID
		}
	}
	in.saveCatalog()
	in.mu.Unlock()
	var failed []wish
	for _, w := range ws {
		if _, open := byID[w.id]; open {
			failed = append(failed, w)
		}
	}
	return failed
}

func externalID(input json.RawMessage) string {
	var sent struct {
		ExternalID string `json:"externalId"`
	}
	json.Unmarshal(input, &sent)
	return sent.ExternalID
}
