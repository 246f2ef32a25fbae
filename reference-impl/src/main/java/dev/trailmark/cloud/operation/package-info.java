/**
 * What a service is made of: a table of {@link dev.trailmark.cloud.operation.Operation operations},
 * each row saying how the operation is reached, constrained, authorized, run and recorded; and the
 * {@link dev.trailmark.cloud.operation.Call} that travels through the pipeline. Services use this
 * room and {@code store}; the pipeline in {@code gateway} drives it.
 */
package dev.trailmark.cloud.operation;
