/** What the writers of reports share: files, escapes, templates, and words for a reader. */
package dev.trailmark.report.format;
