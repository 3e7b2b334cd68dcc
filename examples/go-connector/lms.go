package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
)

// platform is the access to 360Learning that the integration has received.
type platform struct {
	BaseURL      string `json:"base_url"`
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`
}

// lms is a client of 360Learning's API v2.
type lms struct {
	web   *web
	login platform

	mu      sync.Mutex
	token   string
	expires time.Time
	second  time.Time // the second in which the last writes were sent
	writes  int
}

// writesPerSecond stays below 360Learning's limit of ten.
const writesPerSecond = 8

func (l *lms) address(path string) string {
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return path
	}
	if !strings.HasPrefix(path, "/api/") {
		path = "/api/v2" + path
	}
	return strings.TrimRight(l.login.BaseURL, "/") + path
}

// call makes one request until its answer is final, with a valid token. Nothing is locked while it
// waits, so that a pause of one task does not delay another.
func (l *lms) call(ctx context.Context, how patience, method, path string, body any) (*reply, error) {
	renewed := false
	return l.web.persist(ctx, how, nil, func() (*reply, error) {
		for {
			token, res, err := l.bearer(ctx)
			if token == "" {
				return res, err
			}
			if method != http.MethodGet {
				if err := l.pace(ctx); err != nil {
					return nil, err
				}
			}
			head := map[string]string{"Authorization": "Bearer " + token, "360-api-version": "v2.0"}
			res, err = l.web.send(ctx, method, l.address(path), head, body)
			if err != nil || res.status != http.StatusUnauthorized || renewed {
				return res, err
			}
			renewed = true
			l.mu.Lock()
			if l.token == token {
				l.token = ""
			}
			l.mu.Unlock()
		}
	})
}

// bearer returns the current token, or a new one shortly before the current one expires. Without a
// token it returns the refusal.
func (l *lms) bearer(ctx context.Context) (string, *reply, error) {
	now := l.web.clock.time()
	l.mu.Lock()
	token, expires := l.token, l.expires
	l.mu.Unlock()
	if token != "" && now.Add(time.Minute).Before(expires) {
		return token, nil, nil
	}
	res, err := l.web.send(ctx, http.MethodPost, l.address("/oauth2/token"),
		map[string]string{"360-api-version": "v2.0"}, map[string]string{
			"grant_type": "client_credentials", "client_id": l.login.ClientID,
			"client_secret": l.login.ClientSecret,
		})
	if err != nil || res.status != http.StatusOK {
		return "", res, err
	}
	var grant struct {
		Token   string  `json:"access_token"`
		Expires float64 `json:"expires_in"`
	}
	if json.Unmarshal(res.body, &grant) != nil || grant.Token == "" {
		return "", nil, errors.New("360Learning's token endpoint answered without a token")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.token = grant.Token
	l.expires = now.Add(time.Duration(grant.Expires * float64(time.Second)))
	return l.token, nil, nil
}

// pace spreads writes, because 360Learning limits them for each second.
func (l *lms) pace(ctx context.Context) error {
	for {
		now := l.web.clock.time()
		l.mu.Lock()
		if now.Sub(l.second) >= time.Second {
			l.second, l.writes = now, 0
		}
		free := l.writes < writesPerSecond
		if free {
			l.writes++
		}
		next := l.second.Add(time.Second)
		l.mu.Unlock()
		if free {
			return nil
		}
		if err := l.web.clock.wait(ctx, next, nil, true); err != nil {
			return err
		}
	}
}

// get reads one object.
func (l *lms) get(ctx context.Context, how patience, path string, into any) error {
	res, err := l.call(ctx, how, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	if res.status != http.StatusOK {
		return refused(path, res)
	}
	return json.Unmarshal(res.body, into)
}

var nextLink = regexp.MustCompile(`<([^>]*)>\s*;[^,]*rel="?next"?`)

// each reads a list, page by page, and hands over its entries.
func (l *lms) each(ctx context.Context, how patience, path string, take func(json.RawMessage)) error {
	for path != "" {
		res, err := l.call(ctx, how, http.MethodGet, path, nil)
		if err != nil {
			return err
		}
		if res.status != http.StatusOK {
			return refused(path, res)
		}
		var entries []json.RawMessage
		if err := json.Unmarshal(res.body, &entries); err != nil {
			return fmt.Errorf("%s was answered with something that is not a list: %w", path, err)
		}
		for _, entry := range entries {
			take(entry)
		}
		path = ""
		if found := nextLink.FindStringSubmatch(res.header.Get("Link")); found != nil {
			path = l.follow(found[1])
		}
	}
	return nil
}

// follow keeps requests at the address that this integration was given, whatever host a link names.
func (l *lms) follow(link string) string {
	target, err := url.Parse(link)
	if err != nil {
		return ""
	}
	path := target.EscapedPath()
	if at := strings.Index(path, "/api/v2/"); at >= 0 {
		path = path[at:]
	}
	return path + "?" + target.RawQuery
}

// filter writes a filter of a list, such as mail[eq]=value.
func filter(name, value string) string {
	return name + "%5Beq%5D=" + url.QueryEscape(value)
}
