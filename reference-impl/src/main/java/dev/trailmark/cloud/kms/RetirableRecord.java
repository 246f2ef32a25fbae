package dev.trailmark.cloud.kms;

/**
 * A grant that somebody may retire.
 *
 * @param grant the grant's place in its table
 */
record RetirableRecord(String grant) {}
