/**
 * Configurations of buckets: each is put, read and deleted by a few rows that {@link
 * dev.trailmark.cloud.s3.config.ConfigurationRows} makes of its rules, and kept as the document
 * that was sent.
 */
package dev.trailmark.cloud.s3.config;
