/**
 * What S3 keeps: buckets, objects, their versions, uploads and configurations as immutable records,
 * and the {@link dev.trailmark.cloud.s3.model.S3Kinds tables} that they are in. Rules stand in the
 * rooms above. Uses {@code request} and {@code integrity}.
 */
package dev.trailmark.cloud.s3.model;
