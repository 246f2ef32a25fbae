/**
 * Websites: a bucket's configuration, and its objects as pages for browsers at a host of their own.
 */
package dev.trailmark.cloud.s3.website;
