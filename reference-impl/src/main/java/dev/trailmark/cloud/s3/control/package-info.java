/**
 * S3 Control on S3's port: an account's Block Public Access, and the tags of resources. What else
 * it has is listed as not implemented.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html"
 *     >Amazon S3 Control</a>
 */
package dev.trailmark.cloud.s3.control;
