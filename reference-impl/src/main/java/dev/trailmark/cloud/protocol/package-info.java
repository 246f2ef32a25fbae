/**
 * Bytes to the SDK's request types and response types to bytes, one generic codec for each wire
 * protocol. {@link dev.trailmark.cloud.protocol.Shapes} alone knows how the SDK describes its
 * types; {@link dev.trailmark.cloud.protocol.Router} says which operation a request addresses.
 */
package dev.trailmark.cloud.protocol;
