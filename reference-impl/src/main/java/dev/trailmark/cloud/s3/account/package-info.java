/**
 * What S3 Control keeps of an account as a whole: Block Public Access.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html"
 *     >Amazon S3 Control</a>
 */
package dev.trailmark.cloud.s3.account;
