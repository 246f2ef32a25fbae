/**
 * Asymmetric cryptography, message authentication codes and key wrapping on encoded keys (PKCS #8,
 * SubjectPublicKeyInfo), under the names that AWS KMS gives them. The JDK's providers where they
 * have the algorithm, Bouncy Castle where they have not; no provider is registered with the JVM, so
 * an embedded simulator changes nothing for its host. Nothing here knows of keys' states, policies
 * or messages to callers.
 */
package dev.trailmark.cloud.crypto;
