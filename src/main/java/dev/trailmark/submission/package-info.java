/**
 * What students hand in: {@code submission.yaml} files, read strictly, with errors that name the
 * file, the line and the remedy; folders and zips, opened without trusting them. Nothing here talks
 * to a target.
 */
package dev.trailmark.submission;
