package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// requestLimit is generous: a first page of a large catalog is slow.
const requestLimit = 30 * time.Minute

// reply is a response that has been read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// patience says how often a request is repeated, and how long the pauses grow.
type patience struct {
	tries int
	first time.Duration
	most  time.Duration
}

var (
	steady = patience{tries: 9, first: 2 * time.Second, most: 5 * time.Minute}
	brief  = patience{tries: 6, first: 2 * time.Second, most: 30 * time.Second}
)

// web sends requests in the simulated time of a world.
type web struct {
	clock  *clock
	client *http.Client
}

func newWeb(c *clock) *web {
	transport := &http.Transport{
		// Go repeats a request on its own when a reused connection breaks; each repetition should
		// be a decision of this program, so connections are not reused.
		DisableKeepAlives: true,
	}
	if file := os.Getenv("WORLD_CA_FILE"); file != "" {
		if pem, err := os.ReadFile(file); err == nil {
			pool := x509.NewCertPool()
			pool.AppendCertsFromPEM(pem)
			transport.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
		}
	}
	return &web{clock: c, client: &http.Client{
		Transport: transport,
		// A redirect could carry a token to another host.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// send makes one request. An answer that is cut off is an error, like a missing one.
func (w *web) send(ctx context.Context, method, url string, head map[string]string, body any) (*reply, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer w.clock.after(requestLimit, cancel)()
	var payload io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		payload = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, url, payload)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for name, value := range head {
		req.Header.Set(name, value)
	}
	res, err := w.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	return &reply{status: res.StatusCode, header: res.Header, body: data}, nil
}

// transient says whether a repetition may help.
func transient(status int) bool {
	return status == http.StatusRequestTimeout || status == http.StatusTooManyRequests || status >= 500
}

// persist repeats a request until its answer is final or patience ends. The last answer or error is
// returned as it is.
func (w *web) persist(ctx context.Context, p patience, again func(), once func() (*reply, error)) (*reply, error) {
	pause := p.first
	for try := 1; ; try++ {
		res, err := once()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil && !transient(res.status) {
			return res, nil
		}
		if try >= p.tries {
			return res, err
		}
		wait := pause
		if err == nil {
			if asked, ok := retryAfter(res.header.Get("Retry-After"), w.clock.time()); ok {
				wait = asked
			}
		}
		if err := w.clock.sleep(ctx, wait); err != nil {
			return nil, err
		}
		if pause *= 2; pause > p.most {
			pause = p.most
		}
		if again != nil {
			again()
		}
	}
}

// retryAfter reads both forms of the header: seconds, and a date.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 && seconds < 1e6 {
		return atLeast(time.Duration(seconds * float64(time.Second))), true
	}
	if date, err := http.ParseTime(value); err == nil {
		return atLeast(date.Sub(now)), true
	}
	return 0, false
}

func atLeast(pause time.Duration) time.Duration {
	if pause < time.Second {
		return time.Second
	}
	return pause
}

// refusal is a final answer that is no success.
type refusal struct {
	status int
	what   string
	body   string
}

func (r *refusal) Error() string {
	return fmt.Sprintf("%s was answered with %d: %s", r.what, r.status, r.body)
}

func refused(what string, res *reply) error {
	body := string(res.body)
	if len(body) > 200 {
		body = body[:200]
	}
	return &refusal{status: res.status, what: what, body: body}
}

// statusOf is the status of a refusal, or 0 for any other error.
func statusOf(err error) int {
	var r *refusal
	if errors.As(err, &r) {
		return r.status
	}
	return 0
}
