/**
 * Annotations of objects: named texts that are attached to a version, put, read, listed and deleted
 * without a change of the object.
 */
package dev.trailmark.cloud.s3.annotation;
