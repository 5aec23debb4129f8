package org.mer.text;

/**
 * An n-gram that tells one label from the other.
 *
 * @param ngram its tokens with one blank between them
 * @param weight what it adds to the log-odds of a text that has no other; above 0 for positive
 * @param texts of the training rows that have it
 */
record TellingNGram(String ngram, double weight, long texts) {}
