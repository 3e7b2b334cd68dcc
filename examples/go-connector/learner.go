package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

type user struct {
	ID       string `json:"_id"`
	Mail     string `json:"mail"`
	Username string `json:"username"`
	Status   string `json:"status"`
}

// learner finds the one user that a statement's actor identifies. It returns an empty id if there
// is none, or more than one.
func (in *integration) learner(ctx context.Context, setting string, s *statement) (string, error) {
	switch setting {
	case "username":
		return in.oneUser(ctx, "username", s.Account, func(u user) string { return u.Username })
	case "external_id":
		return in.byExternalID(ctx, s.Account)
	}
	id, err := in.oneUser(ctx, "mail", s.Mailbox, func(u user) string { return u.Mail })
	if lower := strings.ToLower(s.Mailbox); id == "" && err == nil && lower != s.Mailbox {
		return in.oneUser(ctx, "mail", lower, func(u user) string { return u.Mail })
	}
	return id, err
}

func (in *integration) oneUser(ctx context.Context, field, value string, read func(user) string) (string, error) {
	if value == "" {
		return "", nil
	}
	found := map[string]bool{}
	err := in.lms.each(ctx, steady, "/users?"+filter(field, value), func(raw json.RawMessage) {
		var u user
		if json.Unmarshal(raw, &u) == nil && u.Status != "deleted" && strings.EqualFold(read(u), value) {
			found[u.ID] = true
		}
	})
	return only(found), err
}

func (in *integration) byExternalID(ctx context.Context, value string) (string, error) {
	if value == "" {
		return "", nil
	}
	type mapping struct {
		Target string `json:"targetId"`
		Type   string `json:"targetType"`
		Value  string `json:"value"`
	}
	found := map[string]bool{}
	err := in.lms.each(ctx, steady, "/external-ids?"+filter("type", "user")+"&"+filter("value", value),
		func(raw json.RawMessage) {
			var m mapping
			if json.Unmarshal(raw, &m) == nil && m.Type == "user" && m.Value == value {
				found[m.Target] = true
			}
		})
	if err != nil {
		return "", err
	}
	// A mapping can outlive its user.
	for id := range found {
		var u user
		err := in.lms.get(ctx, steady, "/users/"+url.PathEscape(id), &u)
		if statusOf(err) == http.StatusNotFound || err == nil && u.Status == "deleted" {
			delete(found, id)
		} else if err != nil {
			return "", err
		}
	}
	return only(found), nil
}

func only(found map[string]bool) string {
	if len(found) != 1 {
		return ""
	}
	for id := range found {
		return id
	}
	return ""
}
