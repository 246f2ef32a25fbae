/**
 * State: immutable records in ordered maps in memory, journalled to SQLite when there is a data
 * directory; object bodies beside it; the event history. One code path with and without a disk.
 * Also the sources of time and identifiers, so that nothing else reads the system clock or a random
 * source.
 */
package dev.trailmark.cloud.store;
