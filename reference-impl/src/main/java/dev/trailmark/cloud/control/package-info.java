/**
 * The simulator's own administration, under {@code /_trailmark/}: what no AWS service offers. It
 * stands before the pipeline, asks it who signed and what would be decided, and leaves no record.
 * Signatures are AWS's, for the service {@code trailmark}; messages are JSON.
 */
package dev.trailmark.cloud.control;
