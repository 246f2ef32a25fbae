/**
 * Custom key stores, in CloudHSM clusters and behind external key store proxies. Uses {@code
 * access} and what is below it.
 */
package dev.trailmark.cloud.kms.keystore;
