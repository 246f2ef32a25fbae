/**
 * What every request to IAM has: how it is refused and recorded, pages of its lists, quotas, ARNs.
 * Uses no other room of IAM.
 */
package dev.trailmark.cloud.iam.request;
