/**
 * How a request gets at a bucket or an object: what it names is found and noted for the record, and
 * turned into permissions with their condition keys, under the bucket's policy, its ACLs, Block
 * Public Access and Requester Pays. Uses {@code request} and {@code model}.
 */
package dev.trailmark.cloud.s3.access;
