/**
 * Who is calling: principals and the sessions behind temporary credentials. Plain values that
 * {@code auth} produces, {@code policy} judges and {@code record} writes down; this room uses no
 * other.
 */
package dev.trailmark.cloud.identity;
