/**
 * Server access logs: which bucket's requests are logged where, a line for each request, and files
 * of lines delivered as {@code logging.s3.amazonaws.com}.
 */
package dev.trailmark.cloud.s3.logging;
