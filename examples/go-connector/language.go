package main

import "strings"

// Languages of 360Learning, as its API spells them.
var platformLanguages = strings.Fields(`bg cs da de el en es fi fr hr ht_HT hu id it ja kar_MM ko lt
	mh_MH nl nl_BE no pl pt ro ru rw_RW sk sl so_SO sv sw_KE th ti_ET tr uk zh am_ET bn bs ca cy
	en_CA en_GB es_AR es_MX et fr_CA gu he_IL hy kk km lo lv mi mn_MN mr ms my_MM nn_NO or pa pt_BR
	pt_MZ rn_BI si ta te tl_PH ur uz yo_NG zh_tw hi sr ar vi zh_HANT`)

// Locales that 360Learning spells in another way than their first two letters suggest.
var otherSpellings = map[string]string{
	"nb": "no", "iw": "he_IL", "fil": "tl_PH", "in": "id", "zh_hk": "zh_HANT", "zh_mo": "zh_HANT",
}

var spelling = func() map[string]string {
	table := map[string]string{}
	for _, code := range platformLanguages {
		key := strings.ToLower(code)
		table[key] = code
		// The only variant of a language stands for the language: he is he_IL.
		if base, _, found := strings.Cut(key, "_"); found {
			if _, taken := table[base]; !taken {
				table[base] = code
			}
		}
	}
	for _, code := range platformLanguages {
		if !strings.Contains(code, "_") {
			table[code] = code
		}
	}
	for locale, code := range otherSpellings {
		table[locale] = code
	}
	return table
}()

// platformLanguage translates a locale of Percipio, such as fr-FR; 360Learning has no language for
// some locales.
func platformLanguage(locale string) (string, bool) {
	key := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(locale), "-", "_"))
	if strings.HasPrefix(key, "zh_hant") {
		if strings.HasSuffix(key, "_tw") {
			return "zh_tw", true
		}
		return "zh_HANT", true
	}
	if code, ok := spelling[key]; ok {
		return code, true
	}
	base, _, _ := strings.Cut(key, "_")
	code, ok := spelling[base]
	return code, ok
}
