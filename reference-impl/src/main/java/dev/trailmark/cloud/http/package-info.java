/**
 * Sockets: reads HTTP requests into {@link dev.trailmark.cloud.wire.WireRequest}s, hands them to
 * the pipeline, writes the answers. Small requests stay on their event loop; large bodies flow
 * through pipes with back-pressure to and from worker threads.
 */
package dev.trailmark.cloud.http;
