/**
 * Amazon S3, put together: {@link dev.trailmark.cloud.s3.S3Service} collects the rows of the core's
 * rooms and of its {@link dev.trailmark.cloud.s3.S3Family families}, and sends requests to the
 * region of their bucket.
 *
 * <p>The core's rooms, from the lowest: {@code request} (errors and the record), {@code integrity}
 * (checksums), {@code model} (what is kept), {@code access} (who may do what), {@code version}
 * (where objects are); above these, none of which knows another, {@code acl}, {@code policy},
 * {@code tagging}, {@code lock}, {@code storage}, {@code listing} and {@code encryption}; then
 * {@code object}, {@code copy}, {@code multipart} and {@code bucket}, each of which may use all
 * before it. Families ({@code config}, {@code lifecycle}, {@code website} and others) stand above
 * this package; no room of the core knows them.
 */
package dev.trailmark.cloud.s3;
