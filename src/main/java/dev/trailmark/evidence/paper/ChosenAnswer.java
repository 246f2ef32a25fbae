package dev.trailmark.evidence.paper;

/**
 * An answer to a multiple-choice question.
 *
 * @param number the question's number; 0 when only its text is known
 * @param question the question's text; empty when it does not stand there
 * @param answer the option's text where that can be told, else its letter or number
 */
public record ChosenAnswer(int number, String question, String answer) {}
