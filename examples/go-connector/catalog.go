package main

import "strings"

// catalog is what an integration knows: Percipio's items, and the courses written from them.
type catalog struct {
	Items   map[string]*item
	Courses map[string]*course // by external id
	Mains   map[string]string  // the version that stands for a group, by group
	Global  bool               // whether the last daily run joined language versions
}

// course is a course that the connector has written to 360Learning.
type course struct {
	ID       string // 360Learning's id
	Print    string // what was written
	Archived bool   // archived by this connector
	Leaving  bool   // about to be archived by this connector
}

func newCatalog() *catalog {
	return &catalog{Items: map[string]*item{}, Courses: map[string]*course{}, Mains: map[string]string{}}
}

// courseOf finds the course that shows the statistics of an item.
func (c *catalog) courseOf(id string) string {
	if it := c.Items[id]; it != nil && c.Global && it.Group != "" && c.Mains[it.Group] != "" {
		id = c.Mains[it.Group]
	}
	if known := c.Courses[id]; known != nil {
		return known.ID
	}
	return ""
}

// itemOf finds the item that a statement is about. Percipio's activity ids end with the item's id.
func (c *catalog) itemOf(activity string, index map[string]string) string {
	activity = strings.TrimRight(activity, "/")
	if id, ok := index[strings.ToLower(activity)]; ok {
		return id
	}
	id := activity[strings.LastIndex(activity, "/")+1:]
	if it := c.Items[id]; it != nil && it.Activity == "" {
		return id
	}
	return ""
}

// activities indexes the items by their activity.
func (c *catalog) activities() map[string]string {
	index := map[string]string{}
	for id, it := range c.Items {
		if it.Activity != "" {
			index[strings.ToLower(strings.TrimRight(it.Activity, "/"))] = id
		}
	}
	return index
}
