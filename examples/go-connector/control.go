package main

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// server answers the calls of the control protocol and of the webhook.
type server struct {
	base  string
	store *store

	mu    sync.Mutex
	world *world
}

// current returns the world in force; before the first reset there is an empty one.
func (s *server) current() *world {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.world == nil {
		s.world = newWorld(&store{}, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	return s.world
}

var description = map[string]any{
	"name": "Go example connector", "version": "1.0.0", "protocol": "1", "clock": "full",
	"capabilities": []string{
		"courses", "statistics", "tags", "filters", "globalization", "several-integrations",
	},
}

func answer(w http.ResponseWriter, status int, body any) {
	if body == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func fail(w http.ResponseWriter, status int, code, message, field string) {
	problem := map[string]string{"code": code, "message": message}
	if field != "" {
		problem["field"] = field
	}
	answer(w, status, map[string]any{"error": problem})
}

func same(a, b string) bool {
	return b != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

func (s *server) control(w http.ResponseWriter, r *http.Request) {
	call := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/control/")
	body, err := io.ReadAll(io.LimitReader(r.Body, largestBody))
	if err != nil {
		fail(w, http.StatusBadRequest, "unreadable", "The body could not be read. Send it again.", "")
		return
	}
	switch call {
	case "GET describe":
		answer(w, http.StatusOK, description)
	case "POST reset":
		s.reset(w, body)
	case "POST integrations":
		s.integrate(w, body)
	case "GET clock":
		answer(w, http.StatusOK, s.current().clock.read())
	case "PUT clock":
		s.move(w, body)
	default:
		serve := map[string]func(*integration, http.ResponseWriter, []byte){
			"POST setup": setUp, "GET status": showStatus, "GET settings": showSettings,
			"PUT settings": changeSettings, "GET webhook": s.showWebhook,
		}[call]
		if serve == nil {
			fail(w, http.StatusNotFound, "unknown_call", "The protocol has no call "+call+".", "")
			return
		}
		in := s.current().find(r.URL.Query().Get("integration"))
		if in == nil {
			fail(w, http.StatusNotFound, "unknown_integration", "No such integration was announced since the last reset.", "integration")
			return
		}
		serve(in, w, body)
	}
}

// decode reads a message strictly; it answers and returns false if the message is invalid.
func decode(w http.ResponseWriter, body []byte, into any) bool {
	reader := json.NewDecoder(bytes.NewReader(body))
	reader.DisallowUnknownFields()
	if err := reader.Decode(into); err != nil {
		fail(w, http.StatusBadRequest, "invalid_message", "The message is invalid: "+err.Error()+".", "")
		return false
	}
	return true
}

// announcement is the message of reset and of integrations.
type announcement struct {
	worldRecord
	Now      string         `json:"now"`
	Seed     int64          `json:"seed"`
	Readings map[string]any `json:"readings"`
}

func (s *server) reset(w http.ResponseWriter, body []byte) {
	var sent announcement
	if !decode(w, body, &sent) {
		return
	}
	now, err := time.Parse(time.RFC3339Nano, sent.Now)
	if err != nil {
		fail(w, http.StatusBadRequest, "invalid_message", "now is not an instant. Write it in UTC.", "now")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.world != nil {
		s.world.close()
	}
	s.store.clear()
	s.world = newWorld(s.store, now)
	if _, err := s.world.add(sent.worldRecord); err != nil {
		fail(w, http.StatusInternalServerError, "not_stored", "The state cannot be stored: "+err.Error(), "")
		return
	}
	answer(w, http.StatusNoContent, nil)
}

func (s *server) integrate(w http.ResponseWriter, body []byte) {
	var sent announcement
	if !decode(w, body, &sent) {
		return
	}
	added, err := s.current().add(sent.worldRecord)
	switch {
	case err != nil:
		fail(w, http.StatusInternalServerError, "not_stored", "The state cannot be stored: "+err.Error(), "")
	case !added:
		fail(w, http.StatusConflict, "known_integration", "This integration is served already.", "integration_id")
	default:
		answer(w, http.StatusNoContent, nil)
	}
}

func (s *server) move(w http.ResponseWriter, body []byte) {
	var sent struct {
		Now string `json:"now"`
	}
	if !decode(w, body, &sent) {
		return
	}
	now, err := time.Parse(time.RFC3339Nano, sent.Now)
	if err != nil {
		fail(w, http.StatusBadRequest, "invalid_message", "now is not an instant. Write it in UTC.", "now")
		return
	}
	world := s.current()
	if !world.move(now) {
		fail(w, http.StatusConflict, "time_went_back", "Time never goes back. Reset the connector to begin earlier.", "now")
		return
	}
	reading := world.clock.read()
	reading.Now = sent.Now
	answer(w, http.StatusOK, reading)
}
