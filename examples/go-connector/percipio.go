package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

const pageSize = 1000

// access is what an administrator enters to set up the integration.
type access struct {
	Organization string
	Token        string
	Tenant       string
}

// percipio reads the catalog of one organization.
type percipio struct {
	web   *web
	login access
	again func() // called for each repeated request
}

var (
	errBroken = errors.New("Percipio's answer is not a list of items")
	// The token has just opened the first page, so a refusal of a later one may pass.
	errMidway = errors.New("Percipio refused the token in the middle of the catalog")
)

// page is one answer of the catalog.
type page struct {
	items  []json.RawMessage
	header http.Header
}

func (p *percipio) address(query url.Values) string {
	base := strings.TrimSuffix(strings.TrimRight(p.login.Tenant, "/"), "/content-discovery")
	return base + "/content-discovery/v2/organizations/" +
		url.PathEscape(p.login.Organization) + "/catalog-content?" + query.Encode()
}

// read requests one page. An answer that is not the promised list is repeated like a lost one,
// because Percipio sometimes breaks an answer off.
func (p *percipio) read(ctx context.Context, how patience, query url.Values) (*page, error) {
	var items []json.RawMessage
	head := map[string]string{"Authorization": "Bearer " + p.login.Token}
	res, err := p.web.persist(ctx, how, p.again, func() (*reply, error) {
		res, err := p.web.send(ctx, http.MethodGet, p.address(query), head, nil)
		if err == nil && res.status == http.StatusUnauthorized && query.Get("offset") != "0" {
			return nil, errMidway
		}
		if err != nil || res.status != http.StatusOK {
			return res, err
		}
		items = nil
		if json.Unmarshal(res.body, &items) != nil || items == nil {
			return nil, errBroken
		}
		return res, nil
	})
	if err != nil {
		return nil, err
	}
	switch res.status {
	case http.StatusOK:
		return &page{items, res.header}, nil
	case http.StatusNoContent:
		return &page{nil, res.header}, nil
	}
	return nil, refused("the catalog of Percipio", res)
}

// catalog hands over one page after the other. A data set that Percipio no longer knows is read
// again from its beginning; the caller sees some items twice then.
func (p *percipio) catalog(ctx context.Context, take func([]json.RawMessage)) error {
	for attempt := 1; ; attempt++ {
		err := p.pages(ctx, take)
		status := statusOf(err)
		lost := status == http.StatusBadRequest || status == http.StatusNotFound || status == http.StatusGone
		if !lost || attempt == 3 {
			return err
		}
		p.again()
	}
}

func (p *percipio) pages(ctx context.Context, take func([]json.RawMessage)) error {
	dataSet := ""
	for offset := 0; ; {
		query := url.Values{"offset": {strconv.Itoa(offset)}, "max": {strconv.Itoa(pageSize)}}
		if dataSet != "" {
			query.Set("pagingRequestId", dataSet)
		}
		got, err := p.read(ctx, steady, query)
		if err != nil {
			return err
		}
		if len(got.items) == 0 {
			return nil
		}
		take(got.items)
		if dataSet == "" {
			dataSet = got.dataSet()
		}
		before := offset
		offset += len(got.items)
		if !got.more(before, offset) {
			return nil
		}
		if dataSet == "" {
			// Percipio pages only within a data set, and this one has no name.
			return fmt.Errorf("Percipio named no data set, so only %d items could be read", offset)
		}
	}
}

var setInLink = regexp.MustCompile(`pagingRequestId=([^&>;\s]+)`)

func (p *page) dataSet() string {
	if id := strings.TrimSpace(p.header.Get("X-Paging-Request-Id")); id != "" {
		return id
	}
	if found := setInLink.FindStringSubmatch(p.header.Get("Link")); found != nil {
		if id, err := url.QueryUnescape(found[1]); err == nil {
			return id
		}
	}
	return ""
}

var offsetInLink = regexp.MustCompile(`[?&]offset=(\d+)`)

// more says whether the next page has items. Any of the headers can be missing; without all of
// them only a short page is the last.
func (p *page) more(offset, next int) bool {
	if total, err := strconv.Atoi(p.header.Get("X-Total-Count")); err == nil && total > 0 {
		return next < total
	}
	if link := p.header.Get("Link"); link != "" {
		for _, part := range strings.Split(link, ",") {
			if strings.Contains(part, `rel="next"`) {
				return true
			}
			found := offsetInLink.FindStringSubmatch(part)
			if found != nil && strings.Contains(part, `rel="last"`) {
				if last, _ := strconv.Atoi(found[1]); last > offset {
					return true
				}
			}
		}
	}
	return len(p.items) >= pageSize
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// complaint is the parameter of the setup that is wrong.
type complaint struct {
	Parameter string `json:"parameter"`
	Message   string `json:"message"`
}

// verify reads a single item with the parameters of a setup. It returns nil if they work.
func (p *percipio) verify(ctx context.Context) *complaint {
	if !uuid.MatchString(p.login.Organization) {
		return &complaint{"organization_id", "The organization ID is not a UUID. Copy it from Percipio again."}
	}
	if base, err := url.Parse(p.login.Tenant); err != nil || base.Host == "" ||
		(base.Scheme != "http" && base.Scheme != "https") {
		return &complaint{"tenant_url", "The tenant instance URL is not a web address. It begins with https://."}
	}
	_, err := p.read(ctx, brief, url.Values{"offset": {"0"}, "max": {"1"}})
	switch status := statusOf(err); {
	case err == nil || ctx.Err() != nil:
		return nil
	case status == http.StatusUnauthorized:
		return &complaint{"bearer_token", "Percipio does not accept the bearer token. Request a new one."}
	case status == http.StatusForbidden, status == http.StatusNotFound, status == http.StatusBadRequest:
		return &complaint{"organization_id", fmt.Sprintf("Percipio answered %d: the token does not open an "+
			"organization with this ID. Check the organization ID.", status)}
	default:
		return &complaint{"tenant_url", "No catalog of Percipio answered at the tenant instance URL. " +
			"Check the address and try again."}
	}
}
