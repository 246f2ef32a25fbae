/**
 * Cross-origin resource sharing: a bucket's rules, the browser's question before a request
 * (preflight), and the headers that every answer to a page of another origin gets.
 */
package dev.trailmark.cloud.s3.cors;
