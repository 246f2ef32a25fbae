/**
 * Lists in pages: of objects, of versions, of uploads; prefixes, delimiters, markers and tokens.
 * Uses {@code version} and what is below it.
 */
package dev.trailmark.cloud.s3.listing;
