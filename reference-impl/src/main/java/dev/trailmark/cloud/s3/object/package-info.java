/**
 * Objects: written, read, described and deleted, each under its conditions. Uses the rooms of what
 * an object has: {@code acl}, {@code tagging}, {@code lock}, {@code storage}, {@code encryption},
 * and what is below them.
 */
package dev.trailmark.cloud.s3.object;
