package main

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
)

// setUp takes the values of an administrator; setupLoop verifies them.
func setUp(in *integration, w http.ResponseWriter, body []byte) {
	var sent struct {
		Organization string `json:"organization_id"`
		Token        string `json:"bearer_token"`
		Tenant       string `json:"tenant_url"`
		Tags         bool   `json:"tags_synchronization"`
	}
	if !decode(w, body, &sent) {
		return
	}
	values := access{strings.TrimSpace(sent.Organization), strings.TrimSpace(sent.Token), strings.TrimSpace(sent.Tenant)}
	for _, field := range []struct{ name, value string }{
		{"organization_id", values.Organization}, {"bearer_token", values.Token}, {"tenant_url", values.Tenant},
	} {
		if field.value == "" {
			fail(w, http.StatusBadRequest, "missing_value", field.name+" is blank. Enter all three values.", field.name)
			return
		}
	}
	in.mu.Lock()
	if in.State == "verifying" {
		in.mu.Unlock()
		fail(w, http.StatusConflict, "busy", "An earlier setup is still being verified. Wait for its result.", "")
		return
	}
	in.Candidate, in.CandidateTag = &values, sent.Tags
	in.State, in.Reason = "verifying", nil
	in.save()
	in.mu.Unlock()
	in.clock.raise(&in.candidate)
	w.WriteHeader(http.StatusAccepted)
}

func showStatus(in *integration, w http.ResponseWriter, _ []byte) {
	in.mu.Lock()
	status := map[string]any{
		"state": in.State, "reason": in.Reason, "last_run": in.LastRun, "filter_run": in.FilterRun,
		"next_run": nil, "queue_depth": in.queueDepth(),
	}
	if in.State == "active" {
		status["next_run"] = instant(in.NextRun)
	}
	// Encoded under the lock, because a run in progress changes its record.
	data, _ := json.Marshal(status)
	in.mu.Unlock()
	answer(w, http.StatusOK, json.RawMessage(data))
}

func showSettings(in *integration, w http.ResponseWriter, _ []byte) {
	in.mu.Lock()
	current := in.Settings
	in.mu.Unlock()
	answer(w, http.StatusOK, current)
}

var contentTypes = []string{
	"course", "book", "audiobook", "channel", "journey", "linked_content", "assessment", "benchmark",
	"uncategorized",
}

func changeSettings(in *integration, w http.ResponseWriter, body []byte) {
	in.mu.Lock()
	defer in.mu.Unlock()
	changed := in.Settings
	// The message must not write into the lists in force.
	changed.Languages = append([]string{}, changed.Languages...)
	changed.ContentTypes = append([]string{}, changed.ContentTypes...)
	if !decode(w, body, &changed) {
		return
	}
	switch changed.Identification {
	case "email", "username", "external_id":
	default:
		fail(w, http.StatusBadRequest, "invalid_value", "Learners are identified by email, username or external_id.", "learner_identification")
		return
	}
	for _, kind := range changed.ContentTypes {
		if !holds(contentTypes, kind) {
			fail(w, http.StatusBadRequest, "invalid_value", "There is no content type "+kind+".", "content_types")
			return
		}
	}
	refilter := !reflect.DeepEqual(changed.Languages, in.Settings.Languages) ||
		!reflect.DeepEqual(changed.ContentTypes, in.Settings.ContentTypes)
	in.Settings = changed
	if refilter {
		in.FilterRun = newRun(in.clock.time())
	}
	in.save()
	if refilter {
		in.clock.raise(&in.filtered)
	}
	answer(w, http.StatusOK, changed)
}

func (s *server) showWebhook(in *integration, w http.ResponseWriter, _ []byte) {
	in.mu.Lock()
	defer in.mu.Unlock()
	answer(w, http.StatusOK, map[string]string{
		"client_id": in.ClientID, "client_secret": in.ClientSecret,
		"statement_url": s.base + statementPath, "token_endpoint": s.base + tokenPath,
	})
}
