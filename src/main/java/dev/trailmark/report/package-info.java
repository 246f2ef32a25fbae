/**
 * What a run leaves behind: the table on the console, {@code grades.json}, and the Allure report.
 * Reports are told what happened; they never touch execution.
 */
package dev.trailmark.report;
