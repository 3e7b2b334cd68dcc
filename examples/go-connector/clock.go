package main

import (
	"context"
	"sync"
	"time"
)

// clock is the simulated time of one world. It counts the goroutines that work at this instant, so
// that it can tell when the connector has nothing left to do until the time moves.
type clock struct {
	mu       sync.Mutex
	now      time.Time
	running  int
	sleepers map[*sleeper]bool
	alarms   map[*alarm]bool
}

// sleeper is a goroutine that waits for an instant, for a signal, or for both.
type sleeper struct {
	due  time.Time
	sig  *signal
	work bool // it sleeps in the middle of a piece of work
	wake chan struct{}
}

// signal wakes one waiting goroutine; raised earlier, it makes the next wait return immediately.
type signal struct {
	raised bool
	waiter *sleeper
}

// alarm limits a request in simulated time. It is no work of its own.
type alarm struct {
	due  time.Time
	ring func()
}

func newClock(now time.Time) *clock {
	return &clock{now: now, sleepers: map[*sleeper]bool{}, alarms: map[*alarm]bool{}}
}

func (c *clock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// spawn runs work in a goroutine, and counts it from now on.
func (c *clock) spawn(work func()) {
	c.mu.Lock()
	c.running++
	c.mu.Unlock()
	go func() {
		defer func() {
			c.mu.Lock()
			c.running--
			c.mu.Unlock()
		}()
		work()
	}()
}

// wait sleeps until the instant or the signal, whichever comes first. Without an instant it waits
// for the signal alone.
func (c *clock) wait(ctx context.Context, due time.Time, sig *signal, work bool) error {
	c.mu.Lock()
	if sig != nil && sig.raised {
		sig.raised = false
		c.mu.Unlock()
		return ctx.Err()
	}
	if !due.IsZero() && !due.After(c.now) {
		c.mu.Unlock()
		return ctx.Err()
	}
	s := &sleeper{due: due, sig: sig, work: work, wake: make(chan struct{})}
	c.sleepers[s] = true
	if sig != nil {
		sig.waiter = s
	}
	c.running--
	c.mu.Unlock()
	select {
	case <-s.wake:
		return ctx.Err()
	case <-ctx.Done():
		c.mu.Lock()
		if c.sleepers[s] {
			c.release(s)
		}
		c.mu.Unlock()
		return ctx.Err()
	}
}

func (c *clock) sleep(ctx context.Context, pause time.Duration) error {
	return c.wait(ctx, c.time().Add(pause), nil, true)
}

// release hands the turn to a sleeper: it counts as running before it wakes, so that the connector
// never looks idle in between. The caller holds the lock.
func (c *clock) release(s *sleeper) {
	delete(c.sleepers, s)
	if s.sig != nil {
		s.sig.waiter = nil
	}
	c.running++
	close(s.wake)
}

func (c *clock) raise(sig *signal) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if sig.waiter != nil {
		c.release(sig.waiter)
	} else {
		sig.raised = true
	}
}

// after rings once the pause is over; the returned function cancels it.
func (c *clock) after(pause time.Duration, ring func()) func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := &alarm{due: c.now.Add(pause), ring: ring}
	c.alarms[a] = true
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.alarms, a)
	}
}

// set moves the time and starts everything that is due. It refuses to go back.
func (c *clock) set(now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Before(c.now) {
		return false
	}
	c.now = now
	for s := range c.sleepers {
		if !s.due.IsZero() && !s.due.After(now) {
			c.release(s)
		}
	}
	for a := range c.alarms {
		if !a.due.After(now) {
			delete(c.alarms, a)
			a.ring()
		}
	}
	return true
}

// reading is the answer of GET clock.
type reading struct {
	Now     string  `json:"now"`
	State   string  `json:"state"`
	Pending int     `json:"pending"`
	NextDue *string `json:"next_due"`
}

func (c *clock) read() reading {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := reading{Now: instant(c.now), State: "ready", Pending: c.running}
	if c.running > 0 {
		r.State = "advancing"
	}
	var next time.Time
	for s := range c.sleepers {
		if s.work {
			r.Pending++
		}
		if !s.due.IsZero() && (next.IsZero() || s.due.Before(next)) {
			next = s.due
		}
	}
	if !next.IsZero() {
		text := instant(next)
		r.NextDue = &text
	}
	return r
}

// instant writes a time as the control protocol does, with up to six fraction digits.
func instant(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04:05.999999Z")
}
