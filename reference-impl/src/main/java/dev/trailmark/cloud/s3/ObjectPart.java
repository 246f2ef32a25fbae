package dev.trailmark.cloud.s3;

/**
 * A part of an object that a multipart upload made, as later reads may ask for it. The part's
 * number is the one it was uploaded under.
 *
 * @param number from 1 to 10,000
 * @param size bytes
 * @param checksum its checksum in base 64; {@code null} unless the object's is made of its parts'
 */
record ObjectPart(int number, long size, String checksum) {}
