/** The page that shows a class to its staff: figures, charts, and every student's evidence. */
package dev.trailmark.report.page;
