/**
 * What every request to KMS has: limits of its members, pages of its lists, ARNs, and how it is
 * refused. Uses no other room of KMS.
 */
package dev.trailmark.cloud.kms.request;
