/**
 * Who signed a request, and whether the signature holds: Signature Version 4 by header and by
 * query, its chunked bodies, and Signature Version 2 for S3. Uses {@code identity} and {@code wire}
 * only.
 */
package dev.trailmark.cloud.auth;
