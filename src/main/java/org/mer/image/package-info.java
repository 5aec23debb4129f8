/**
 * The image branch: which faces are learned from, augmentation, networks and scoring. Knows no
 * text.
 */
package org.mer.image;
