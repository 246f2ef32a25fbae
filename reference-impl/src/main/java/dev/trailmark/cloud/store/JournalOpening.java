package dev.trailmark.cloud.store;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * How the journal's thread comes by its journal.
 *
 * @param database the SQLite file
 * @param journal opens it, or hands it over when it is open already
 */
record JournalOpening(Path database, Callable<Journal> journal) {}
