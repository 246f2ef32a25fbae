/**
 * Libraries and clients that this project does not write, against {@code trailmark serve}. The
 * server is the executable jar in a process of its own, so it has none of these libraries beside
 * it, and they have nothing of it but its endpoint.
 */
package dev.trailmark.interop;
