/**
 * Reads what students hand in on paper, forgiving in form: write-ups, JSON wherever it stands,
 * event histories, times, URLs, answers. Everything keeps its file and line. Nothing here knows
 * what a lab asks for.
 */
package dev.trailmark.evidence.paper;
