/**
 * The pipeline that every request passes: route, authenticate, decode, constrain, authorize,
 * handle, encode, record, commit, send. {@link dev.trailmark.cloud.gateway.Pipeline} reads from top
 * to bottom as a request travels.
 */
package dev.trailmark.cloud.gateway;
