package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// store keeps files in a folder; without a folder it keeps nothing.
type store struct{ folder string }

func (s *store) path(name string) string {
	if s.folder == "" {
		return ""
	}
	return filepath.Join(s.folder, name)
}

// save replaces a file in one step, so that a crash leaves the old or the new one.
func (s *store) save(name string, value any) {
	if s.folder == "" {
		return
	}
	data, err := json.Marshal(value)
	if err == nil {
		err = os.WriteFile(s.path(name+".new"), data, 0o600)
	}
	if err == nil {
		err = os.Rename(s.path(name+".new"), s.path(name))
	}
	if err != nil {
		log.Fatalf("%s cannot be stored, so nothing could be promised any more: %v", name, err)
	}
}

func (s *store) load(name string, into any) bool {
	if s.folder == "" {
		return false
	}
	data, err := os.ReadFile(s.path(name))
	return err == nil && json.Unmarshal(data, into) == nil
}

func (s *store) clear() {
	if s.folder == "" {
		return
	}
	entries, _ := os.ReadDir(s.folder)
	for _, entry := range entries {
		os.RemoveAll(s.path(entry.Name()))
	}
}

// world is everything between two resets.
type world struct {
	clock *clock
	web   *web
	store *store
	ctx   context.Context
	end   context.CancelFunc

	mu           sync.Mutex
	integrations []*integration
}

// worldFile lists the integrations and the time for the next process.
type worldFile struct {
	Now          time.Time
	Integrations []string
}

func newWorld(s *store, now time.Time) *world {
	c := newClock(now)
	ctx, end := context.WithCancel(context.Background())
	return &world{clock: c, web: newWeb(c), store: s, ctx: ctx, end: end}
}

// revive continues the world of an earlier process, if there is one.
func revive(s *store) *world {
	var file worldFile
	if !s.load("world.json", &file) {
		return nil
	}
	w := newWorld(s, file.Now)
	for _, id := range file.Integrations {
		var data saved
		if !s.load("integration-"+id+".json", &data) {
			continue
		}
		in, err := w.start(data)
		if err != nil {
			log.Fatalf("the stored statements cannot be opened: %v", err)
		}
		w.integrations = append(w.integrations, in)
	}
	return w
}

// add serves one more integration; it returns false if the world has it already.
func (w *world) add(record worldRecord) (bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, in := range w.integrations {
		if in.World.IntegrationID == record.IntegrationID {
			return false, nil
		}
	}
	in, err := w.start(newIntegration(record))
	if err != nil {
		return false, err
	}
	w.integrations = append(w.integrations, in)
	w.saveList()
	return true, nil
}

// find returns an integration by its id; an empty id names the first.
func (w *world) find(id string) *integration {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, in := range w.integrations {
		if id == "" || in.World.IntegrationID == id {
			return in
		}
	}
	return nil
}

// all returns the integrations, for calls that do not name one.
func (w *world) all() []*integration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]*integration(nil), w.integrations...)
}

// saveList stores the list and the time. The caller holds the lock.
func (w *world) saveList() {
	file := worldFile{Now: w.clock.time()}
	for _, in := range w.integrations {
		file.Integrations = append(file.Integrations, in.World.IntegrationID)
	}
	w.store.save("world.json", file)
}

func (w *world) move(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.clock.set(now) {
		return false
	}
	w.saveList()
	return true
}

// close ends all work, and waits until none of it can touch a file any more.
func (w *world) close() {
	w.end()
	for {
		w.clock.mu.Lock()
		idle := w.clock.running == 0 && len(w.clock.sleepers) == 0
		w.clock.mu.Unlock()
		if idle {
			break
		}
		time.Sleep(time.Millisecond)
	}
	for _, in := range w.all() {
		in.ledger.close()
	}
}

// secret makes a random value that nobody can guess.
func secret(bytes int) string {
	data := make([]byte, bytes)
	if _, err := rand.Read(data); err != nil {
		log.Fatal(err)
	}
	return hex.EncodeToString(data)
}
