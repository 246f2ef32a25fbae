/**
 * Uploads from a browser's form ({@code POST Object}): the policy that the form carries, and the
 * answers that browsers want. Storing the object is PutObject's, in the room above.
 */
package dev.trailmark.cloud.s3.form;
