/**
 * IAM, put together: {@link dev.trailmark.cloud.iam.IamService} collects the rows of the rooms.
 * State is kept per account; STS keeps its sessions here, where keys are looked up.
 *
 * <p>The rooms, from the lowest: {@code request} (errors, pages, quotas), {@code model} (what is
 * kept); {@code directory} (what the pipeline asks of IAM) and {@code access} (which permissions
 * operations need); {@code enrolment}, {@code tagging}, {@code boundary}, {@code login} and {@code
 * accesskey}; {@code managed}, {@code user} and {@code role}; {@code policy}, {@code simulation}
 * and {@code group}; and {@code account}. Each may use those before it, and none beside it.
 */
package dev.trailmark.cloud.iam;
