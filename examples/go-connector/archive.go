package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// archive archives the courses of a selection that are not archived yet.
func (in *integration) archive(ctx context.Context, run *runRecord, ws []wish, chosen func(wish) bool) {
	in.mu.Lock()
	var ids []string
	for _, w := range ws {
		if known := in.catalog.Courses[w.id]; known != nil && !known.Archived && chosen(w) {
			ids = append(ids, w.id)
		}
	}
	in.mu.Unlock()
	if len(ids) == 0 {
		return
	}
	ids, err := in.withoutArchived(ctx, run, ids)
	if err != nil {
		if ctx.Err() == nil {
			in.fault(run, "Courses were not archived: %v.", err)
		}
		return
	}
	for start := 0; start < len(ids); start += archiveSize {
		chunk := ids[start:least(start+archiveSize, len(ids))]
		failed := in.archiveSome(ctx, run, chunk, false)
		if len(failed) > 0 && ctx.Err() == nil && in.clock.sleep(ctx, steady.first) == nil {
			in.archiveSome(ctx, run, failed, true)
		}
		if ctx.Err() != nil {
			return
		}
	}
}

// withoutArchived omits courses that somebody has archived in 360Learning. They are not the
// connector's to restore later, so it must not take them for its own.
func (in *integration) withoutArchived(ctx context.Context, run *runRecord, ids []string) ([]string, error) {
	archived := map[string]bool{}
	path := "/courses?" + filter("status", "archived") + "&" + filter("type", "external")
	err := in.lms.each(ctx, steady, path, func(raw json.RawMessage) {
		var c struct {
			ID     string `json:"_id"`
			Status string `json:"status"`
		}
		if json.Unmarshal(raw, &c) == nil && c.Status == "archived" {
			archived[c.ID] = true
		}
	})
	in.mu.Lock()
	defer in.mu.Unlock()
	if err != nil {
		return nil, err
	}
	var left []string
	for _, id := range ids {
		switch known := in.catalog.Courses[id]; {
		case !archived[known.ID]:
			// Stored before the request, so that a restart in between does not take this
			// connector's own work for somebody else's.
			known.Leaving = true
			left = append(left, id)
		case known.Leaving:
			known.Leaving, known.Archived = false, true
			run.Archived++
		}
	}
	in.saveCatalog()
	return left, nil
}

func (in *integration) archiveSome(ctx context.Context, run *runRecord, ids []string, last bool) []string {
	var input []map[string]string
	open := map[string]bool{}
	for _, id := range ids {
		input = append(input, map[string]string{"externalId": id})
		open[id] = true
	}
	path := "/bulk/integrations/" + in.World.IntegrationID + "/courses"
	results, err := in.lms.submit(ctx, steady, http.MethodDelete, path, input)
	if ctx.Err() != nil {
		return nil
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	for i, r := range results {
		id := externalID(r.Input)
		if !open[id] && i < len(ids) && len(results) == len(ids) {
			id = ids[i]
		}
		if r.ok() && open[id] {
			delete(open, id)
			known := in.catalog.Courses[id]
			known.Leaving, known.Archived = false, true
			run.Archived++
		}
	}
	in.saveCatalog()
	var failed []string
	for _, id := range ids {
		if open[id] {
			failed = append(failed, id)
		}
	}
	if last && len(failed) > 0 {
		run.Faults = append(run.Faults, fmt.Sprintf("%d courses were not archived: %v.", len(failed), err))
	}
	return failed
}
