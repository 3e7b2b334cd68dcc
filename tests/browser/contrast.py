"""Contrast of text as WCAG 2.2 defines it (success criterion 1.4.3, level AA)."""

from __future__ import annotations

from playwright.sync_api import Page

NEEDED = 4.5
"""The ratio for text of ordinary size."""

_MEASURE = """needed => {
  const parse = (color) => {
    const found = color.match(/[\\d.]+/g).map(Number);
    return { rgb: found.slice(0, 3), alpha: found[3] ?? 1 };
  };
  const over = (top, below) => top.rgb.map((v, i) => v * top.alpha + below[i] * (1 - top.alpha));
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const chain = [];
    for (let each = element; each; each = each.parentElement) chain.unshift(each);
    return chain.reduce((below, each) => over(parse(getComputedStyle(each).backgroundColor), below),
      [255, 255, 255]);
  };
  const faded = (element) => {
    let opacity = 1;
    for (let each = element; each; each = each.parentElement)
      opacity *= Number(getComputedStyle(each).opacity);
    return opacity;
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const said = texts.currentNode.textContent.trim();
    if (!said || !element.checkVisibility() || element.closest("script, style, option")) continue;
    const ground = behind(element);
    const ink = parse(getComputedStyle(element).color);
    const shown = over({ rgb: ink.rgb, alpha: ink.alpha * faded(element) }, ground);
    const [a, b] = [light(shown), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < needed) faint.push(`${ratio.toFixed(2)}: ${said.slice(0, 40)}`);
  }
  return faint;
}"""


def too_faint(page: Page) -> list[str]:
    """Each visible text whose contrast is too weak, with its ratio."""
    found: list[str] = page.evaluate(_MEASURE, NEEDED)
    return found
