/**
 * Tags of keys: what may be one, and the operations on them. Uses {@code access} and what is below
 * it.
 */
package dev.trailmark.cloud.kms.tagging;
