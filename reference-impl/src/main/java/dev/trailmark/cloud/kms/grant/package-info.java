/**
 * Grants: made, listed, retired and revoked. How one is obeyed is said in {@code access}. Uses
 * {@code access} and what is below it.
 */
package dev.trailmark.cloud.kms.grant;
