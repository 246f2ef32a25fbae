/**
 * AWS KMS: symmetric encryption keys, their policies, aliases, tags and states, and the operations
 * that encrypt under them. {@link dev.trailmark.cloud.kms.KmsService} is the table of operations;
 * beside it stand one class per topic, the immutable records of its state and its error catalogue.
 *
 * <p>A call goes: look the key up → authorize under the key's policy → check the key's state → its
 * usage → encrypt. The access stage finds the key and leaves it with the call, so that the handler
 * works on the very key that was authorized.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">AWS KMS API
 *     reference</a>
 */
package dev.trailmark.cloud.kms;
