/**
 * What is done with key pairs: signatures, shared secrets by key agreement and by encapsulation,
 * and their public keys. Encryption under one stands in {@code cipher}. Uses {@code access} and
 * what is below it.
 */
package dev.trailmark.cloud.kms.asymmetric;
