/** Message authentication codes (HMAC). Uses {@code access} and what is below it. */
package dev.trailmark.cloud.kms.mac;
