/**
 * AWS KMS, put together: {@link dev.trailmark.cloud.kms.KmsService} collects the rows of the rooms,
 * and {@link dev.trailmark.cloud.kms.KeyUpkeep} does what happens to keys as time passes.
 *
 * <p>A call goes: look the key up → authorize under the key's policy and its grants → check the
 * key's state → its usage → do the work. The access stage finds the key and leaves it with the
 * call, so that the handler works on the very key that was authorized.
 *
 * <p>The rooms, from the lowest: {@code request} (errors, members' limits), {@code model} (what is
 * kept), {@code lookup} (how keys are found), {@code access} (who may use them); above these, none
 * of which knows another, {@code tagging}, {@code policy}, {@code alias}, {@code grant}, {@code
 * imports}, {@code rotation}, {@code keystore}, {@code asymmetric} and {@code mac}; then {@code
 * key} and {@code cipher}, and {@code multiregion}, each of which may use all before it.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">AWS KMS API
 *     reference</a>
 */
package dev.trailmark.cloud.kms;
