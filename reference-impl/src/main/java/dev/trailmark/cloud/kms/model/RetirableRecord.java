package dev.trailmark.cloud.kms.model;

/**
 * A grant that somebody may retire.
 *
 * @param grant the grant's place in its table
 */
public record RetirableRecord(String grant) {}
