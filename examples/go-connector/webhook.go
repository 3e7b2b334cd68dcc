package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	statementPath = "/api/skillsoft"
	tokenPath     = "/api/skillsoft/oauth2/token"
	tokenLife     = time.Hour
	largestBody   = 64 << 20
)

// issueToken exchanges the webhook credentials for a token. Percipio sends a form; JSON and Basic
// authentication are as good.
func (s *server) issueToken(w http.ResponseWriter, r *http.Request) {
	deny := func(status int, code string) {
		answer(w, status, map[string]string{"error": code})
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		deny(http.StatusMethodNotAllowed, "invalid_request")
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		deny(http.StatusBadRequest, "invalid_request")
		return
	}
	sent := map[string]string{}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/json" {
		json.Unmarshal(body, &sent)
	} else if form, err := url.ParseQuery(string(body)); err == nil {
		for name := range form {
			sent[name] = form.Get(name)
		}
	}
	if id, key, ok := r.BasicAuth(); ok {
		sent["client_id"], sent["client_secret"] = id, key
	}
	if grant, given := sent["grant_type"]; given && grant != "client_credentials" {
		deny(http.StatusBadRequest, "unsupported_grant_type")
		return
	}
	for _, in := range s.current().all() {
		in.mu.Lock()
		if same(in.ClientID, sent["client_id"]) && same(in.ClientSecret, sent["client_secret"]) {
			now := in.clock.time()
			for old, expires := range in.Tokens {
				if !now.Before(expires) {
					delete(in.Tokens, old)
				}
			}
			token := secret(32)
			in.Tokens[token] = now.Add(tokenLife)
			in.save()
			in.mu.Unlock()
			w.Header().Set("Cache-Control", "no-store")
			answer(w, http.StatusOK, map[string]any{
				"access_token": token, "token_type": "Bearer", "expires_in": int(tokenLife.Seconds()),
			})
			return
		}
		in.mu.Unlock()
	}
	deny(http.StatusUnauthorized, "invalid_client")
}

// holder finds the integration whose token a request carries.
func (s *server) holder(r *http.Request) *integration {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return nil
	}
	for _, in := range s.current().all() {
		in.mu.Lock()
		expires, known := in.Tokens[strings.TrimSpace(token)]
		in.mu.Unlock()
		if known && in.clock.time().Before(expires) {
			return in
		}
	}
	return nil
}

// receive accepts statements. They are stored before the answer, and written to 360Learning after
// it.
func (s *server) receive(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Experience-API-Version", "1.0.3")
	in := s.holder(r)
	if in == nil {
		w.Header().Set("WWW-Authenticate", "Bearer")
		answer(w, http.StatusUnauthorized, map[string]string{"error": "invalid_token"})
		return
	}
	if r.Method != http.MethodPost && r.Method != http.MethodPut {
		w.Header().Set("Allow", "POST, PUT")
		answer(w, http.StatusMethodNotAllowed, map[string]string{"error": "method_not_allowed"})
		return
	}
	// xAPI demands that a receiver refuses versions it does not know.
	if version := r.Header.Get("X-Experience-API-Version"); version != "" && version != "1.0" &&
		!strings.HasPrefix(version, "1.0.") {
		answer(w, http.StatusBadRequest, map[string]string{
			"error": "unsupported_version", "message": "Send statements of xAPI 1.0.x.",
		})
		return
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" && kind != "multipart/mixed" {
		answer(w, http.StatusUnsupportedMediaType, map[string]string{
			"error": "unsupported_media_type", "message": "Send statements as application/json.",
		})
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
	if err != nil {
		answer(w, http.StatusRequestEntityTooLarge, map[string]string{"error": "too_large"})
		return
	}
	single, statements, err := readStatements(r.Header.Get("Content-Type"), body, in.clock.time())
	if err != nil {
		answer(w, http.StatusBadRequest, map[string]string{"error": "invalid_request", "message": err.Error()})
		return
	}
	if id := r.URL.Query().Get("statementId"); id != "" && single && len(statements) == 1 {
		statements[0].ID = strings.ToLower(id)
	}
	ids := []string{}
	in.mu.Lock()
	var entries []entry
	for _, statement := range statements {
		if statement.ID == "" {
			statement.ID = newUUID()
		}
		ids = append(ids, statement.ID)
		if in.ledger.byID[statement.ID] == nil {
			entries = append(entries, entry{Take: &record{
				statement: *statement, Setting: in.Settings.Identification,
			}})
		}
	}
	err = in.ledger.add(entries...)
	in.mu.Unlock()
	if err != nil {
		in.log("statements were not stored: %v", err)
		answer(w, http.StatusServiceUnavailable, map[string]string{"error": "not_stored"})
		return
	}
	in.clock.raise(&in.arrived)
	if r.Method == http.MethodPut {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answer(w, http.StatusOK, ids)
}

// readStatements accepts one statement, a list of them, and both as the first part of a
// multipart message. As in xAPI, one unsound statement refuses all.
func readStatements(contentType string, body []byte, now time.Time) (bool, []*statement, error) {
	if kind, parameters, _ := mime.ParseMediaType(contentType); kind == "multipart/mixed" {
		part, err := multipart.NewReader(bytes.NewReader(body), parameters["boundary"]).NextPart()
		if err != nil {
			return false, nil, errors.New("the multipart message has no part")
		}
		if body, err = io.ReadAll(part); err != nil {
			return false, nil, errors.New("the multipart message ends early")
		}
	}
	if !utf8.Valid(body) {
		return false, nil, errors.New("the body is not in UTF-8")
	}
	var raw []json.RawMessage
	single := json.Unmarshal(body, &raw) != nil || raw == nil
	if single {
		raw = []json.RawMessage{body}
	}
	var statements []*statement
	for i, one := range raw {
		statement, err := parseStatement(one, now)
		if err != nil {
			return single, nil, fmt.Errorf("statement %d: %w", i, err)
		}
		statements = append(statements, statement)
	}
	return single, statements, nil
}

// newUUID makes a random UUID of version 4.
func newUUID() string {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
