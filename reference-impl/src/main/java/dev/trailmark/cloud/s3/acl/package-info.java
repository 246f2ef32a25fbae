/**
 * Access control lists, Object Ownership, which says whether they count, and Block Public Access,
 * which says whether public ones do. Uses {@code version} and what is below it.
 */
package dev.trailmark.cloud.s3.acl;
