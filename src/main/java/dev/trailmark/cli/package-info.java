/** The command line: commands, their options, exit codes and what they print. */
package dev.trailmark.cli;
