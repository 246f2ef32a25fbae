/**
 * What IAM keeps: accounts, users, groups, roles, keys, sessions, logins and policies as immutable
 * records, the {@link dev.trailmark.cloud.iam.model.IamState tables} that they are in, and AWS's
 * own policies. Uses {@code request}.
 */
package dev.trailmark.cloud.iam.model;
