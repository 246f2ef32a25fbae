package dev.trailmark.cloud.s3.model;

/**
 * Where a version is whose id does not tell.
 *
 * @param sequence its place among its key's versions
 */
public record PlaceRecord(long sequence) {}
