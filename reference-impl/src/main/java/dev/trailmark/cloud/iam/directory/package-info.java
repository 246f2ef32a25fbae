/**
 * What the pipeline asks of IAM: who holds a key, which policies a principal has, which principals
 * exist. Uses {@code model} and {@code request}.
 */
package dev.trailmark.cloud.iam.directory;
