/**
 * HTTP messages as values: what {@code http} reads and writes, without the server library, so that
 * {@code auth} and {@code protocol} can be tested with plain objects. Uses no other room.
 */
package dev.trailmark.cloud.wire;
