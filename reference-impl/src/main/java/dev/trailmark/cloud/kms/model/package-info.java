/**
 * What KMS keeps: keys, their material, aliases, grants and custom key stores as immutable records;
 * the {@link dev.trailmark.cloud.kms.model.KmsTables tables} that they are in; how keys are made,
 * what their states permit, and what related multi-Region keys share, which every change of a key
 * keeps. Uses {@code request}.
 */
package dev.trailmark.cloud.kms.model;
