/**
 * What is judged: the bundled simulator, an endpoint, or an AWS account, with clients to ask it and
 * replies that tell an answer from a refusal and from silence. Knows AWS only through the SDK and
 * plain HTTP.
 */
package dev.trailmark.target;
