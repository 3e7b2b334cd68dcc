package main

import (
	"context"
	"log"
	"sync"
	"time"
)

// worldRecord is what 360Learning tells the connector about an integration.
type worldRecord struct {
	LMS           platform `json:"lms"`
	IntegrationID string   `json:"integration_id"`
	GroupID       string   `json:"group_id"`
	AdminID       string   `json:"connector_admin_id"`
}

// saved is the part of an integration that its small file holds.
type saved struct {
	World        worldRecord
	State        string
	Reason       *complaint
	Access       access  // the verified parameters
	Candidate    *access // the parameters being verified
	CandidateTag bool
	Settings     settings
	LastRun      *runRecord
	FilterRun    *runRecord
	NextRun      time.Time
	ClientID     string
	ClientSecret string
	Tokens       map[string]time.Time // expiry of each token of the webhook
}

// integration connects one group of 360Learning with one organization of Percipio. Its lock guards
// every field, and is never held during a request or a pause.
type integration struct {
	mu sync.Mutex
	saved
	catalog *catalog
	index   map[string]string // items by activity
	ledger  *ledger

	clock *clock
	web   *web
	lms   *lms
	store *store

	candidate signal // a setup waits for its verification
	setupDone signal // a setup has become active
	filtered  signal // a filter was saved
	arrived   signal // statements were accepted
}

func newIntegration(record worldRecord) saved {
	return saved{
		World: record, State: "enabled",
		Settings: settings{Identification: "email", Languages: []string{}, ContentTypes: []string{}},
		ClientID: secret(12), ClientSecret: secret(24), Tokens: map[string]time.Time{},
	}
}

// start loads what an earlier process has stored, and begins to work.
func (w *world) start(s saved) (*integration, error) {
	in := &integration{
		saved: s, clock: w.clock, web: w.web, store: w.store,
		lms: &lms{web: w.web, login: s.World.LMS}, catalog: newCatalog(),
	}
	w.store.load("catalog-"+s.World.IntegrationID+".json", in.catalog)
	in.index = in.catalog.activities()
	var err error
	if in.ledger, err = openLedger(w.store.path("statements-" + s.World.IntegrationID + ".jsonl")); err != nil {
		return nil, err
	}
	in.save()
	in.arrived.raised = len(in.ledger.records) > 0
	in.candidate.raised = in.Candidate != nil
	for _, loop := range []func(context.Context){
		in.setupLoop, in.contentLoop, in.filterLoop, in.statisticsLoop,
	} {
		loop := loop
		w.clock.spawn(func() { loop(w.ctx) })
	}
	return in, nil
}

// save stores the small file. The caller holds the lock, or nobody else knows the integration yet.
func (in *integration) save() {
	in.store.save("integration-"+in.World.IntegrationID+".json", in.saved)
}

func (in *integration) saveCatalog() {
	in.index = in.catalog.activities()
	in.store.save("catalog-"+in.World.IntegrationID+".json", in.catalog)
}

func (in *integration) log(format string, values ...any) {
	log.Printf("%s "+format, append([]any{instant(in.clock.time())}, values...)...)
}

// setupLoop verifies the parameters that an administrator has entered. Refused parameters leave
// verified ones in force.
func (in *integration) setupLoop(ctx context.Context) {
	for {
		if in.clock.wait(ctx, time.Time{}, &in.candidate, false) != nil {
			return
		}
		in.mu.Lock()
		wanted := in.Candidate
		in.mu.Unlock()
		if wanted == nil {
			continue
		}
		source := &percipio{web: in.web, login: *wanted, again: func() {}}
		problem := source.verify(ctx)
		if ctx.Err() != nil {
			return
		}
		in.mu.Lock()
		in.Candidate, in.Reason = nil, problem
		now := in.clock.time()
		switch {
		case problem == nil:
			in.Access = *wanted
			in.Settings.Tags = in.CandidateTag
			in.State = "active"
			if in.NextRun.IsZero() || !in.NextRun.After(now) {
				in.NextRun = nextRunAfter(now)
			}
		case in.Access.Tenant != "":
			in.State = "active"
		default:
			in.State = "refused"
		}
		in.save()
		in.mu.Unlock()
		in.clock.raise(&in.setupDone)
	}
}
