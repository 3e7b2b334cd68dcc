package main

import (
	"bufio"
	"encoding/json"
	"os"
)

// record is an accepted statement with everything that is known about it.
type record struct {
	statement
	Setting string // the learner identification at its arrival
	Learner string // 360Learning's id of the learner
	Skipped bool   // no learner, or more than one
	Done    bool   // 360Learning shows it
	Course  string // the course that shows it
}

// entry is one line of the ledger: an accepted statement, or news about earlier ones.
type entry struct {
	Take    *record  `json:"take,omitempty"`
	Learner string   `json:"learner,omitempty"`
	Skip    bool     `json:"skip,omitempty"`
	Done    bool     `json:"done,omitempty"`
	Open    bool     `json:"open,omitempty"`
	Course  string   `json:"course,omitempty"`
	IDs     []string `json:"ids,omitempty"`
}

// ledger is the append-only log of an integration's statements. Its file is written before a
// statement is acknowledged, so that a restart loses none.
type ledger struct {
	file    *os.File
	records []*record
	byID    map[string]*record
}

func openLedger(path string) (*ledger, error) {
	l := &ledger{byID: map[string]*record{}}
	if path == "" {
		return l, nil
	}
	if file, err := os.Open(path); err == nil {
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			var e entry
			// A line that was cut off by a crash was never acknowledged.
			if json.Unmarshal(lines.Bytes(), &e) == nil {
				l.apply(e)
			}
		}
		file.Close()
	}
	var err error
	l.file, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		// Ends a line that a crash has cut off.
		_, err = l.file.WriteString("\n")
	}
	return l, err
}

func (l *ledger) apply(e entry) {
	if e.Take != nil && l.byID[e.Take.ID] == nil {
		l.records = append(l.records, e.Take)
		l.byID[e.Take.ID] = e.Take
	}
	for _, id := range e.IDs {
		r := l.byID[id]
		if r == nil {
			continue
		}
		if e.Learner != "" {
			r.Learner = e.Learner
		}
		r.Skipped = r.Skipped || e.Skip
		r.Done = (r.Done || e.Done) && !e.Open
		if e.Done {
			r.Course = e.Course
		}
	}
}

// add writes entries to the file, all of them or none, and then applies them.
func (l *ledger) add(entries ...entry) error {
	var data []byte
	for _, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		data = append(append(data, line...), '\n')
	}
	if l.file != nil {
		if _, err := l.file.Write(data); err != nil {
			return err
		}
		if err := l.file.Sync(); err != nil {
			return err
		}
	}
	for _, e := range entries {
		l.apply(e)
	}
	return nil
}

func (l *ledger) close() {
	if l.file != nil {
		l.file.Close()
	}
}
