/**
 * What the simulator proves itself with on TLS: a certificate and key read from PEM files, or made
 * for it. The only room that knows BouncyCastle. Uses no other room.
 */
package dev.trailmark.cloud.tls;
