/**
 * The archive tiers of Intelligent-Tiering: objects that nobody accesses go to them as the
 * simulated clock goes on.
 */
package dev.trailmark.cloud.s3.tiering;
