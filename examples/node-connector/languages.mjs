// Maps Percipio's locales (RFC 5646) to 360Learning's codes.

// The languages of a course in 360Learning's API v2.
const CODES = new Set(
  `bg cs da de el en es fi fr hr ht_HT hu id it ja kar_MM ko lt mh_MH nl nl_BE no pl pt ro ru rw_RW
   sk sl so_SO sv sw_KE th ti_ET tr uk zh am_ET bn bs ca cy en_CA en_GB es_AR es_MX et fr_CA gu he_IL
   hy kk km lo lv mi mn_MN mr ms my_MM nn_NO or pa pt_BR pt_MZ rn_BI si ta te tl_PH ur uz yo_NG zh_tw
   hi sr ar vi zh_HANT`.split(/\s+/),
);
const OTHERWISE = { "zh-TW": "zh_tw", "zh-Hant": "zh_HANT", "zh-HK": "zh_HANT", nb: "no", he: "he_IL" };

/** 360Learning's code for the region if there is one, otherwise for the language, or undefined. */
export function lmsLanguage(locale) {
  const [language, region] = String(locale).split("-");
  const regional = `${language}_${region}`;
  if (OTHERWISE[locale]) return OTHERWISE[locale];
  if (CODES.has(regional)) return regional;
  return CODES.has(language) ? language : OTHERWISE[language];
}
