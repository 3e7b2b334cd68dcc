package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// outcome is the result of one input of a bulk operation.
type outcome struct {
	Status     string          `json:"status"`
	ResourceID string          `json:"resourceId"`
	Error      string          `json:"errorMessage"`
	Input      json.RawMessage `json:"input"`
}

func (o outcome) ok() bool { return o.Status == "success" }

// submit starts a bulk operation and waits for its results. It repeats a request whose answer was
// lost, so it is only for operations that have the same effect twice.
func (l *lms) submit(ctx context.Context, how patience, method, path string, input any) ([]outcome, error) {
	res, err := l.call(ctx, how, method, path, map[string]any{"input": input})
	if err != nil {
		return nil, err
	}
	if res.status < 200 || res.status > 299 {
		return nil, refused(path, res)
	}
	location := res.header.Get("Location")
	if location == "" {
		return nil, errors.New("360Learning accepted an operation without saying where its result is")
	}
	return l.await(ctx, how, l.follow(location))
}

// operation is the state of a bulk operation.
type operation struct {
	ID     string `json:"_id"`
	Type   string `json:"type"`
	Status string `json:"status"`
	Error  string `json:"errorMessage"`
}

func (l *lms) await(ctx context.Context, how patience, path string) ([]outcome, error) {
	path = strings.TrimSuffix(path, "?")
	pause := time.Second
	for {
		var op operation
		if err := l.get(ctx, how, path, &op); err != nil {
			return nil, err
		}
		if op.Status == "completed" || op.Status == "error" {
			var results []outcome
			if err := l.get(ctx, how, path+"/results", &results); err != nil {
				if op.Status == "error" && ctx.Err() == nil {
					return nil, fmt.Errorf("a bulk operation failed: %s", op.Error)
				}
				return nil, err
			}
			if op.Status == "error" && len(results) == 0 {
				return nil, fmt.Errorf("a bulk operation failed: %s", op.Error)
			}
			return results, nil
		}
		if err := l.web.clock.sleep(ctx, pause); err != nil {
			return nil, err
		}
		if pause *= 2; pause > 30*time.Second {
			pause = 30 * time.Second
		}
	}
}

// settle waits until no operation of a type is under way. After a lost answer or a restart, what
// 360Learning shows is complete only then.
func (l *lms) settle(ctx context.Context, how patience, kind string) error {
	pause := time.Second
	for {
		busy := false
		for _, status := range []string{"pending", "queued", "running"} {
			path := "/bulk/operations?" + filter("status", status) + "&" + filter("type", kind)
			err := l.each(ctx, how, path, func(raw json.RawMessage) {
				var op operation
				// The filters are checked again: a server that ignores them lists everything.
				if json.Unmarshal(raw, &op) == nil && op.Type == kind && op.Status == status {
					busy = true
				}
			})
			if err != nil {
				return err
			}
		}
		if !busy {
			return nil
		}
		if err := l.web.clock.sleep(ctx, pause); err != nil {
			return err
		}
		if pause *= 2; pause > 30*time.Second {
			pause = 30 * time.Second
		}
	}
}
