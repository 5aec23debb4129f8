/**
 * The image branch: which faces are learned from, augmentation, networks, baselines and scoring.
 * Knows no text.
 */
package org.mer.image;
